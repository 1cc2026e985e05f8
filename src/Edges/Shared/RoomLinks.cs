using System.Collections.Concurrent;
using System.Text.Json;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>The room of an incident on one platform, so that its name in a text is a way there. Kept beside the engine's own pointers.</summary>
/// <param name="partition">The platform's part of the index.</param>
public abstract class RoomLinks(IStore store, TimeProvider time, string partition)
{
    /// <summary>Another instance may have opened the incident's next room meanwhile.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string Room, DateTimeOffset ReadAt)> rooms = new(StringComparer.Ordinal);

    /// <summary>Notes it; a later room of the same incident takes its place.</summary>
    public async Task Note(string stream, string room, CancellationToken cancel = default)
    {
        rooms[stream] = (room, time.GetUtcNow());
        await store.Write([new Put(KeyOf(stream), JsonSerializer.Serialize(room))], cancel);
    }

    /// <summary>As far as known, without asking.</summary>
    public virtual string? Known(string stream) => rooms.TryGetValue(stream, out var known) ? known.Room : null;

    /// <summary>Whether what is known of it was read just now.</summary>
    public bool IsFresh(string stream) => rooms.TryGetValue(stream, out var known) && time.GetUtcNow() - known.ReadAt < Fresh;

    /// <summary>Looks it up; nothing happens where there is none.</summary>
    public virtual async Task Load(string stream, CancellationToken cancel = default)
    {
        if (await store.Read(KeyOf(stream), cancel) is { } row && JsonSerializer.Deserialize<string>(row.Payload) is { } room) rooms[stream] = (room, time.GetUtcNow());
    }

    private Key KeyOf(string stream) => new(TableNames.Index, partition, stream);
}
