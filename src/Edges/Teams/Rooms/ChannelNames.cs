using System.Collections.Concurrent;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Edges.Teams.Inbound;

namespace ChatOpsIncident.Edges.Teams.Rooms;

/// <summary>
/// What a channel is called, which its messages do not say: people see a new channel before the bot has heard that it is there, and by its name it is
/// recognised. Asked for once for each channel, and not for long.
/// </summary>
internal sealed class ChannelNames(GraphApi graph, TeamsSettings settings, TimeProvider clock)
{
    private const int Most = 5000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, string?> known = new(StringComparer.Ordinal);

    /// <summary>Null: nobody says.</summary>
    public async Task<string?> Of(Activity activity)
    {
        if (activity.Room is not { } room || !TeamsId.IsChannel(room) || settings.TeamId is not { } team) return null;
        if (activity.Json.Text("channelData", "channel", "name") is { } said) return said;
        if (known.TryGetValue(room, out var name)) return name;
        if (known.Count > Most) known.Clear();
        try
        {
            var channel = await graph.Get("read channel", $"teams/{team}/channels/{Uri.EscapeDataString(room)}?$select=displayName", CancellationToken.None).WaitAsync(Patience, clock);
            return known[room] = channel.Text("displayName");
        }
        catch (TeamsErrorException)
        {
            return known[room] = null;
        }
        catch (Exception e) when (e is TeamsBusyException or TeamsMaybeDoneException or TimeoutException)
        {
            return null;
        }
    }
}
