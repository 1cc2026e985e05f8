global using ChatOpsIncident.Incidents.Preparation;
global using ChatOpsIncident.Incidents.Timeline;
