using System.Collections.Immutable;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>A message that was sent, as its event says it now.</summary>
internal sealed record SaidBefore(long Number, int Index, Message Message)
{
    /// <summary>
    /// All of a stream that have a record, each as of its own event: what came later changes nothing in them but removed words. What only a later state
    /// added, because it was sent late, as of the first state that has it. None of it says what must not be said any more.
    /// </summary>
    public static async Task<ImmutableArray<SaidBefore>> Of<TState>(Streams<TState> streams, string stream, TState now, DeliveryBook book)
    {
        await book.TakeMessages();
        var (fold, sent, said, open) = (streams.Fold, book.Messages(), ImmutableArray.CreateBuilder<SaidBefore>(), new List<(Recorded Of, int Index)>());
        var state = fold.Empty(stream);
        foreach (var recorded in await streams.Events(stream, 1, fold.HeadOf(now).Number))
        {
            state = fold.Evolve(state, recorded);
            open.AddRange(sent[recorded.Number].Order().Select(i => (recorded, i)));
            open.RemoveAll(o => IsSaid(o.Of, o.Index));
        }
        return said.ToImmutable();

        bool IsSaid(Recorded of, int index)
        {
            var sends = fold.Sends(fold.AsSaidNow(state, now), of);
            if (index >= sends.Count) return false;
            if (sends[index] is Message message) said.Add(new(of.Number, index, message));
            return true;
        }
    }

    /// <summary>Replaces what stands there. What was deleted by hand, or never arrived, is not said again.</summary>
    public Showing Anew(DeliveryBook book, IChat chat, ChatPlace where)
    {
        var row = DeliveryBook.MessageKey(Number, Index);
        var (key, content) = ($"{book.Stream}.{row}", Content(Message));
        return new(row, Engine.Content.Hash(content), () => Task.FromResult(""))
        {
            Update = there => Replace(chat, there, content),
            Find = since => chat.Find(key, where, since),
            Remove = late => chat.Remove(late),
            IsLeft = IsLeft(chat, book[row], where),
        };
    }

    /// <summary>Said in a room before this one.</summary>
    public static bool IsLeft(IChat chat, Delivery? said, ChatPlace where) => where is ToRoom { Room: var room } && said?.Ref is { Length: > 0 } there && !chat.IsIn(there, room);

    /// <summary>Takes it away.</summary>
    public Showing Gone(string stream, IChat chat, ChatPlace where) => CardLane.Gone(chat, stream, DeliveryBook.MessageKey(Number, Index), where);

    /// <summary>What a message of an event is in a chat.</summary>
    public static ChatMessage Content(Message message) => new(message.Text, message.Card, message.Pings);

    /// <summary>Other words for what stands there; gone is as good as replaced.</summary>
    public static async Task Replace(IChat chat, string there, ChatMessage content)
    {
        if (there.Length == 0) return;
        try
        {
            await chat.Update(there, content);
        }
        catch (ChatGoneException)
        {
            // Gone is as good as replaced.
        }
    }
}
