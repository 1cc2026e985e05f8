using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>The channel of an incident, so that its name in a text is a way there.</summary>
public sealed class SlackLinks(IStore store) : RoomLinks(store, "slack-rooms");
