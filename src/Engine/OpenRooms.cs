using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Rooms of open incidents as the store knows them, for whoever looks after the set-up.</summary>
public static class OpenRooms
{
    /// <summary>Each incident's name with its room's reference; those whose room is not open yet are left out.</summary>
    public static async Task<ImmutableArray<(string Incident, string Room)>> Of(IStore store, string platform, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var streams = new Streams<Incident>(store, new IncidentFold());
        var rooms = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var stream in await new Pointers(store).Open(cancel))
        {
            var incident = (await streams.Load(stream, cancel)).State;
            if (incident.Detection is not { } reported || reported.Platform != platform) continue;
            if (await Of(store, stream, incident.Room.Generation, cancel) is { } room) rooms.Add((incident.Name, room));
        }
        return rooms.ToImmutable();
    }

    /// <summary>The room of this generation; null while it is not open.</summary>
    internal static async Task<string?> Of(IStore store, string stream, int generation, CancellationToken cancel) =>
        await store.Read(Keys.Delivery(stream, FormattableString.Invariant($"room.{generation}")), cancel) is { } row ? Delivery.Read(row.Payload).Ref : null;
}
