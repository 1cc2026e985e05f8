using System.Collections.Concurrent;
using System.Text.Json;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>The channel of an incident, so that its name in a text is a way there. Kept beside the engine's own pointers.</summary>
public sealed class SlackLinks(IStore store)
{
    private const string Partition = "slack-rooms";

    private readonly ConcurrentDictionary<string, string> channels = new(StringComparer.Ordinal);

    /// <summary>Notes it; a later channel of the same incident takes its place.</summary>
    public async Task Note(string stream, string channel, CancellationToken cancel = default)
    {
        channels[stream] = channel;
        await store.Write([new Put(KeyOf(stream), JsonSerializer.Serialize(channel))], cancel);
    }

    /// <summary>As far as known, without asking.</summary>
    public string? Known(string stream) => channels.GetValueOrDefault(stream);

    /// <summary>Looks it up; nothing happens where there is none.</summary>
    public async Task Load(string stream, CancellationToken cancel = default)
    {
        if (await store.Read(KeyOf(stream), cancel) is { } row && JsonSerializer.Deserialize<string>(row.Payload) is { } channel) channels[stream] = channel;
    }

    private static Key KeyOf(string stream) => new(TableNames.Index, Partition, stream);
}
