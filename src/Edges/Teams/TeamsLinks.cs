using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>The channel or chat of an incident, so that its name in a text is a way there.</summary>
internal sealed class TeamsLinks(IStore store, TimeProvider time, TeamsSettings settings) : RoomLinks(store, time, "teams-rooms")
{
    /// <summary>The address of an incident's room, as far as known.</summary>
    public string? AddressOf(string stream) => Known(stream) is { } room ? Address(room).AbsoluteUri : null;

    /// <summary>The address of a channel or chat.</summary>
    public Uri Address(string room) => TeamsId.IsChannel(room)
        ? new(settings.Cloud.Client, $"l/channel/{Uri.EscapeDataString(room)}/incident?groupId={settings.TeamId}&tenantId={settings.Home}")
        : new(settings.Cloud.Client, $"l/chat/{Uri.EscapeDataString(room)}/0?tenantId={settings.Home}");

    /// <summary>The address of a message in a channel.</summary>
    public Uri Address(string channel, string message) =>
        new(settings.Cloud.Client, $"l/message/{Uri.EscapeDataString(channel)}/{Uri.EscapeDataString(message)}?groupId={settings.TeamId}&tenantId={settings.Home}");
}
