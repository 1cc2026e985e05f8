using ChatOpsIncident.Incidents.ChatView;

namespace ChatOpsIncident.Engine;

/// <summary>
/// Leaves a room that was replaced. At once: its home card says that it goes on elsewhere, everything else of ours is taken away, its name and topic
/// say nothing. Once nothing can land there any more that was on its way: emptied again, and closed.
/// </summary>
internal sealed class EarlierRoom(string stream, long version, IChat chat, EarlierPlan plan, DeliveryBook book, Deliverer deliverer, TimeProvider time)
{
    private string Key(string kind) => FormattableString.Invariant($"{kind}.{plan.Room.Generation}");

    public async Task Leave()
    {
        if (book[Key("room")] is not { } opened || book[Key("left")] is { Hash: "closed", State: DeliveryState.Delivered, UnsettledUntil: null }) return;
        var moved = opened.Ref is { } room ? Moved(room) : null;
        if (moved is not null) await deliverer.Show(moved, version);
        // Until it says what it should, the card is nothing to keep.
        var kept = moved is not null && book[moved.Key] is { State: DeliveryState.Delivered, Ref: not null } shown && shown.Hash == moved.Hash ? shown : null;
        var card = kept?.Ref;
        // What may still overwrite the card can't be mended any more once the room is closed.
        if (plan.LeftAt + Deliverer.Late <= time.GetUtcNow() && kept?.UnsettledUntil is null)
        {
            await deliverer.Show(Emptied("closed", () => Close(opened.Ref, card)), version);
            return;
        }
        if (opened.Ref is { } open && card is not null) await deliverer.Show(Emptied("emptied", () => Empty(open, card)), version);
        if (kept?.UnsettledUntil is null) deliverer.ComeBackAt(plan.LeftAt + Deliverer.Late);
    }

    private Showing Moved(string room) => CardLane.Showing(chat, stream, new ToRoom(room), plan.Moved, RoomLane.Mark(plan.Room.Generation)) with { IsLeft = true };

    /// <summary>Doing it twice is the same as once.</summary>
    private Showing Emptied(string hash, Func<Task> empty)
    {
        return new(Key("left"), hash, Do) { Update = _ => empty(), IsLeft = true };

        async Task<string> Do()
        {
            await empty();
            return "";
        }
    }

    private async Task Empty(string room, string? except)
    {
        await AsFarAsItGoes(chat.Empty(room, except));
        await AsFarAsItGoes(chat.SetTopic(room, plan.Topic));
        await AsFarAsItGoes(chat.Rename(room, plan.Name));
    }

    /// <summary>Somebody closed it before us, or it is not ours to call otherwise.</summary>
    private static async Task AsFarAsItGoes(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception e) when (e is ChatGoneException or ChatRefusedException)
        {
            // What can be done is done.
        }
    }

    /// <summary>Also what a lost call opened twice.</summary>
    private async Task Close(string? known, string? card)
    {
        var asked = plan.Room;
        var again = new RoomToOpen(stream, asked.Name, asked.Topic, asked.Private, []) { Since = asked.Since, IsLeft = true };
        foreach (var room in (await chat.FindRoom($"{stream}.{Key("room")}", again)).Append(known).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await Empty(room, room == known ? card : null);
            await chat.Archive(room);
        }
    }
}
