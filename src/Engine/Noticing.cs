using System.Collections.Immutable;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Engine;

/// <summary>What people do to a room by hand: on the record first, then what is gone is marked so, and the reconciler brings it back.</summary>
internal sealed class Noticing(
    IStore store, ImmutableArray<IChat> chats, StreamKind<Incident> incidents, Pointers pointers, DueRows due, IInstances instances, Func<string, Person?, Task<Func<Incident, Moment>>> asked,
    Action<string, Noted?> wake, TimeProvider time, ILogger logger)
{
    public async Task Take(ByHand by, CancellationToken cancel)
    {
        if (await pointers.StreamOfRoom(by.Platform, by.Room, cancel) is not { } stream) return;
        var book = await DeliveryBook.Open(store, stream, cancel);
        if ((await incidents.Streams.Load(stream, cancel)).State is not { Detection: not null } incident || !IsItsRoom(book, incident.Room.Generation, by.Room)) return;
        var mark = RoomLane.Mark(incident.Room.Generation);
        var (hand, gone) = by.Hand switch
        {
            Deletes deletes => Deleted(deletes.Message, by, book, mark),
            Unpins unpins => await Unpinned(unpins.Message, by, book, mark, cancel),
            var other => (other, null),
        };
        if (hand is null) return;
        // It may be a card of ours that was posted just now, or its pin, and its record does not say so yet: whoever is at it looks whether it is there.
        ImmutableArray<string> perhaps = hand is Deletes { Card: null } ? book.OnTheirWay(mark) : gone is not null && book[gone] is { Ref: null } ? [gone] : [];
        if (hand is not Deletes { Card: null }) await incidents.Send(stream, $"{by.Platform}:{by.Request}", new Notice(incident.Room.Generation, hand), await asked(stream, by.Who));
        if (gone is null && perhaps.IsEmpty) return;
        // Somebody will look at it, even if we are gone by then; and not before it is marked.
        var row = await due.Announce(stream, cancel);
        if (time.GetUtcNow() > row.At - DueRows.Margin) throw new StoreUnavailableException("The store took too long.");
        if (gone is not null) await new Deliverer(book, instances, time, logger).Gone(gone);
        foreach (var key in perhaps) await book.Unsettle(key, time.GetUtcNow() + Deliverer.Late);
        wake(stream, row);
    }

    /// <summary>People are in a room before its record says where it is: until then the pointer is believed, unless it means a room before this one.</summary>
    private static bool IsItsRoom(DeliveryBook book, int generation, string room) => book[$"room.{generation}"] is { } opened
        && (opened.Ref is { } known ? known == room : Enumerable.Range(1, generation - 1).All(before => book[$"room.{before}"]?.Ref != room));

    private static (Hand? Hand, string? Gone) Deleted(string message, ByHand by, DeliveryBook book, string mark) =>
        book.CardAt(by.Means, mark) is { } card ? (new Deletes(message, card), CardLane.Prefix + card + mark) : (new Deletes(message), null);

    /// <summary>With a message its pin goes too, and platforms may tell of the pin first: whether the card still stands there is asked for.</summary>
    private async Task<(Hand? Hand, string? Gone)> Unpinned(string message, ByHand by, DeliveryBook book, string mark, CancellationToken cancel)
    {
        if (book.CardAt(by.Means, mark) is not { } card || book[RoomLane.Pins + card + mark] is null || chats.FirstOrDefault(c => c.Platform == by.Platform) is not { } chat) return (null, null);
        var key = CardLane.Prefix + card + mark;
        var there = await chat.Find($"{book.Stream}.{key}", new ToRoom(by.Room), book[key]?.Since ?? DateTimeOffset.MinValue, cancel);
        return there.Any(by.Means) ? (new Unpins(message, card), RoomLane.Pins + card + mark) : Deleted(message, by, book, mark);
    }
}

/// <summary>Something that a person did to a room by hand, as its platform says: verified, with the platform's own id of the event.</summary>
/// <param name="Request">Unique on that platform; repeats carry the same.</param>
/// <param name="Room">The room's reference.</param>
/// <param name="Who">Who did it; null where the platform does not say.</param>
public sealed record ByHand(string Request, string Platform, string Room, Person? Who, Hand Hand)
{
    /// <summary>Whether a reference that was kept is the message's. Platforms whose references hold more than their events say decide it themselves.</summary>
    public Func<string, bool> Means { get; init; } = kept => kept == (Hand as Deletes)?.Message || kept == (Hand as Unpins)?.Message;
}
