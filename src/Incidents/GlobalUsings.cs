// The way of one click crosses these three; every use case speaks of them.
global using ChatOpsIncident.Incidents.ChatView;
global using ChatOpsIncident.Incidents.Conversation;
global using ChatOpsIncident.Incidents.Preparation;
global using ChatOpsIncident.Incidents.Timeline;
