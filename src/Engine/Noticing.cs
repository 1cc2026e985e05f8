using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Engine;

/// <summary>What people do to a room by hand: on the record first, then what is gone is marked so, and the reconciler brings it back.</summary>
internal sealed class Noticing(
    IStore store, StreamKind<Incident> incidents, Pointers pointers, IInstances instances, Func<string, Person?, Task<Func<Incident, Moment>>> asked,
    Action<string> wake, TimeProvider time, ILogger logger)
{
    public async Task Take(ByHand by, CancellationToken cancel)
    {
        if (await pointers.StreamOfRoom(by.Platform, by.Room, cancel) is not { } stream) return;
        var book = await DeliveryBook.Open(store, stream, cancel);
        if ((await incidents.Streams.Load(stream, cancel)).State is not { Detection: not null } incident || book[$"room.{incident.Room.Generation}"]?.Ref != by.Room) return;
        var mark = RoomLane.Mark(incident.Room.Generation);
        var (hand, gone) = by.Hand switch
        {
            Deletes deletes => (deletes with { Card = book.CardAt(deletes.Message, mark) } as Hand, book.CardAt(deletes.Message, mark) is { } card ? CardLane.Prefix + card + mark : null),
            Unpins unpins => (unpins with { Card = book.PinAt(unpins.Message, mark) }, book.PinAt(unpins.Message, mark) is { } pin ? RoomLane.Pins + pin + mark : null),
            var other => (other, null),
        };
        if (hand is Deletes { Card: null } or Unpins { Card: null }) return;
        await incidents.Send(stream, $"{by.Platform}:{by.Request}", new Notice(incident.Room.Generation, hand), await asked(stream, by.Who));
        if (gone is null) return;
        await new Deliverer(book, instances, time, logger).Gone(gone);
        wake(stream);
    }
}

/// <summary>Something that a person did to a room by hand, as its platform says: verified, with the platform's own id of the event.</summary>
/// <param name="Request">Unique on that platform; repeats carry the same.</param>
/// <param name="Room">The room's reference.</param>
/// <param name="Who">Who did it; null where the platform does not say.</param>
public sealed record ByHand(string Request, string Platform, string Room, Person? Who, Hand Hand);
