using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Specs.Simulation.Checks;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>
/// What people do to rooms and cards with the platform's own means. The platform tells of it late, and again until somebody took it; what
/// happened in one room it tells in order.
/// </summary>
internal sealed class SimHands(Random random, SimScreen screen, SimScheduler scheduler, SimProcess world, ImmutableArray<SimInstance> instances, Findings findings)
{
    private int told;

    /// <summary>Somebody does something to some room, or deletes a card wherever it is.</summary>
    public void Touch()
    {
        var rooms = screen.Rooms.Where(r => r.IsOpen || r.Hands.Closed || r.Hands.BotIsOut).ToArray();
        if (rooms.Length == 0 || random.Next(3) == 0)
        {
            Delete();
            return;
        }
        var room = rooms[random.Next(rooms.Length)];
        scheduler.Trace?.Invoke($"somebody touches {room.Reference}");
        if (!room.IsOpen) LetIn(room);
        else Touch(room);
    }

    private void Touch(SimRoom room)
    {
        switch (random.Next(8))
        {
            case 0:
                room.Hands.Name = room.Name = string.Create(CultureInfo.InvariantCulture, $"called-{++told}");
                Tell(room, new Renames(room.Name));
                break;
            case 1:
                (room.Topic, room.Hands.TopicIsKnownAt) = ((Rich)(room.Hands.Topic = string.Create(CultureInfo.InvariantCulture, $"bridge {++told}")), null);
                Tell(room, new SetsTopic(room.Hands.Topic));
                break;
            case 2 or 3:
                (room.Archived, room.Hands.Closed, room.Hands.WasOut) = (true, true, true);
                Tell(room, new Closes());
                break;
            case 4:
                (room.Hands.BotIsOut, room.Hands.WasOut) = (true, true);
                Tell(room, new PutsOut());
                break;
            default:
                if (screen.Visible.FirstOrDefault(m => m.Pinned && m.Where == new ToRoom(room.Reference)) is not { } pinned) break;
                pinned.Pinned = false;
                Tell(room, new Unpins(pinned.Reference));
                break;
        }
    }

    /// <summary>Out of the archive, or the bot back in: not always.</summary>
    private void LetIn(SimRoom room)
    {
        if (random.Next(2) == 0) return;
        if (room.Hands.Closed) (room.Archived, room.Hands.Closed) = (false, false);
        room.Hands.BotIsOut = false;
        Tell(room, new OpensAgain());
    }

    /// <summary>Somebody deletes a card of the bot. With it its pin goes, and the platform tells both.</summary>
    private void Delete()
    {
        if (screen.Visible.Where(m => m.Content.Card is not null && !(m.Where is ToRoom to && screen.Rooms.Find(r => r.Reference == to.Room) is { IsOpen: false })).ToArray() is not { Length: > 0 } cards) return;
        var gone = cards[random.Next(cards.Length)];
        (gone.Removed, gone.ByHand) = (true, true);
        if (gone.Where is not ToRoom { Room: var reference } || screen.Rooms.Find(r => r.Reference == reference) is not { } room) return;
        var pinFirst = random.Next(2) == 0;
        if (gone.Pinned && pinFirst) Tell(room, new Unpins(gone.Reference));
        Tell(room, new Deletes(gone.Reference));
        if (gone.Pinned && !pinFirst) Tell(room, new Unpins(gone.Reference));
    }

    private void Tell(SimRoom room, Hand hand)
    {
        room.Hands.Untold.Enqueue(new($"hand{(++told).ToString(CultureInfo.InvariantCulture)}", "web", room.Reference, SimDirectory.Everyone[random.Next(SimDirectory.Everyone.Length)], hand));
        if (room.Hands.Untold.Count == 1) world.After(Delay(), () => Deliver(room));
    }

    private void Deliver(SimRoom room)
    {
        if (findings.First is not null) return;
        if (instances.Where(i => i.IsUp).ToArray() is not { Length: > 0 } up)
        {
            world.After(TimeSpan.FromSeconds(3), () => Deliver(room));
            return;
        }
        var (by, instance, over) = (room.Hands.Untold.Peek(), up[random.Next(up.Length)], false);
        scheduler.Trace?.Invoke($"{instance.Name} is told {by}");
        instance.Notice(by, fault => Taken(fault, by));
        // Nobody says that it was taken: it is told again, perhaps while the first one is still at it.
        world.After(TimeSpan.FromSeconds(20 + random.NextDouble() * 40), () => Over(() => { }));

        void Taken(Exception? fault, ByHand by) => Over(() =>
        {
            scheduler.Trace?.Invoke($"{by.Request}: {fault?.Message ?? "taken"}");
            if (fault is not (null or StoreUnavailableException or StoreUncertainException or StoreConflictException or ChatBusyException or ChatMaybeDoneException))
                findings.Add(Check.NothingIsThrown, $"{by}: {fault}");
            if (fault is not null || random.Next(6) == 0) return;
            room.Hands.Untold.Dequeue();
            if (by.Hand is SetsTopic) room.Hands.TopicIsKnownAt = scheduler.Now;
        });

        void Over(Action then)
        {
            if (over) return;
            over = true;
            then();
            if (room.Hands.Untold.Count > 0) world.After(Delay(), () => Deliver(room));
        }
    }

    private TimeSpan Delay() => TimeSpan.FromSeconds(random.NextDouble() * (random.Next(6) == 0 ? 60 : 3));
}

/// <summary>What people did to a room by hand.</summary>
internal sealed class Touched
{
    /// <summary>It is called so; null: as the bot called it.</summary>
    public string? Name { get; set; }

    /// <summary>The topic that a person wrote; null: none, or the bot had written it again before it could know.</summary>
    public string? Topic { get; set; }

    /// <summary>The bot was told of the topic then.</summary>
    public DateTimeOffset? TopicIsKnownAt { get; set; }

    /// <summary>Archived by a person.</summary>
    public bool Closed { get; set; }

    /// <summary>The bot was taken out.</summary>
    public bool BotIsOut { get; set; }

    /// <summary>It was closed, or without the bot, at some time: what stands there is nobody's fault.</summary>
    public bool WasOut { get; set; }

    /// <summary>What the bot was not told yet.</summary>
    public Queue<ByHand> Untold { get; } = [];
}
