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
        var rooms = await SideBySide.Ask(await new Pointers(store).Open(cancel), RoomOf);
        return [.. rooms.OfType<(string, string)>()];

        async Task<(string, string)?> RoomOf(string stream)
        {
            var incident = (await streams.Load(stream, cancel)).State;
            if (incident.Detection is not { } reported || reported.Platform != platform) return null;
            return await Of(store, stream, incident.Room.Generation, cancel) is { } room ? (incident.Name, room) : null;
        }
    }

    /// <summary>The delivery key that opens the room of this generation.</summary>
    public static string Key(string stream, int generation) => FormattableString.Invariant($"{stream}.room.{generation}");

    /// <summary>The room of this generation; null while it is not open.</summary>
    internal static async Task<string?> Of(IStore store, string stream, int generation, CancellationToken cancel) =>
        await store.Read(Keys.Delivery(stream, FormattableString.Invariant($"room.{generation}")), cancel) is { } row ? Delivery.Read(row.Payload).Ref : null;
}
