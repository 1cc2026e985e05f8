using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>What the events since the watermark send out once. Each place gets its messages in order; one that is slow holds up no other.</summary>
internal sealed class Outbox(
    string stream, long version, DeliveryBook book, Deliverer deliverer, ImmutableArray<(long Number, IReadOnlyList<Outgoing> Sends)> news)
{
    // Written by several lanes at once.
    private readonly ConcurrentBag<long> unfinished = [];
    private readonly List<(Person Who, string Key)> stillInside = [];

    /// <summary>When to come back for errands; messages come back by their records.</summary>
    public DateTimeOffset? ComeBack { get; private set; }

    /// <summary>Whoever may not know any more loses what they were told directly; whoever is not in it any more is told nothing directly, whatever planned it.</summary>
    public required Standing Standing { get; init; }

    /// <summary>What was said so far, if words were removed from it.</summary>
    public ImmutableArray<SaidBefore> Before { get; init; } = [];

    /// <summary>Rooms that are being left, and emptied: what stands there is not said anew.</summary>
    public ImmutableArray<string> Emptied { get; init; } = [];

    /// <summary>Who must not read on, and whom the platform does not let out; each with the delivery key of what was tried.</summary>
    public IReadOnlyList<(Person Who, string Key)> StillInside => stillInside;

    /// <summary>People who are to be told something, or something anew.</summary>
    public ImmutableArray<Person> People =>
        [.. Messages.Select(m => m.Message.Where).Concat(Before.Select(b => b.Message.Where)).OfType<Directly>().Select(d => d.Person).Distinct()];

    private IEnumerable<(long Number, int Index, Message Message)> Messages =>
        news.SelectMany(n => n.Sends.Select((o, i) => (n.Number, i, o as Message))).Where(m => m.Item3 is not null)!;

    public Task SendTo(Person person, IChat chat) =>
        Send(m => m.Where is Directly to && to.Person == person, chat, new ToPerson(person));

    public Task SendTo(string room, IChat chat) => Send(m => m.Where is InRoom, chat, new ToRoom(room));

    /// <summary>
    /// Who must not read on leaves the room, before anything more is shown there. False: perhaps somebody is still in it. Where the platform says no,
    /// they stay, and those who belong there need their room.
    /// </summary>
    public async Task<bool> LeadOut(string room, IChat chat)
    {
        var alone = true;
        foreach (var (number, sends) in news)
        {
            for (var i = 0; i < sends.Count; i++)
            {
                if (sends[i] is OutOfRoom gone && !Standing.MayKnow(gone.Person)) alone &= await LeadOut(gone, number, i, room, chat);
            }
        }
        return alone;
    }

    private async Task<bool> LeadOut(OutOfRoom gone, long number, int index, string room, IChat chat)
    {
        var shown = await Once(number, index, room, Done(gone, number, index, chat, room)!);
        if (Record(number, index) is { Refused: true } || (shown.Denied && deliverer.Forbidden)) stillInside.Add((gone.Person, DeliveryBook.MessageKey(number, index)));
        return shown.Denied || Record(number, index) is { State: DeliveryState.Delivered };
    }

    /// <summary>Nothing can be shown in the room yet: what is said there waits.</summary>
    public void HoldRoom()
    {
        foreach (var (number, sends) in news)
        {
            if (sends.Any(s => s is SaidAnew or OutOfRoom or BackIntoRoom or Message { Where: InRoom })) unfinished.Add(number);
        }
    }

    /// <summary>Commands to other streams; a repeat is recognised there by the request id.</summary>
    public async Task RunErrands(IErrandRunner runner, TimeProvider time)
    {
        foreach (var (number, sends) in news)
        {
            for (var i = 0; i < sends.Count; i++)
            {
                if (sends[i] is not Errand errand) continue;
                if (await runner.Run(errand, stream, FormattableString.Invariant($"{stream}:{number}:{i}"))) continue;
                unfinished.Add(number);
                ComeBack = time.GetUtcNow() + TimeSpan.FromSeconds(2);
                return;
            }
        }
    }

    /// <summary>Everything up to the first unfinished event is over.</summary>
    public async Task Advance(string owner, DateTimeOffset now)
    {
        var over = unfinished.IsEmpty ? version : unfinished.Min() - 1;
        if (over > book.Sent) await book.Write(DeliveryBook.Watermark, new(DeliveryState.Delivered, over, "", null, now, owner));
    }

    private async Task Send(Func<Message, bool> there, IChat chat, ChatPlace where)
    {
        var held = false;
        foreach (var (number, sends) in news)
        {
            for (var i = 0; i < sends.Count; i++)
            {
                if (sends[i] is SaidAnew)
                {
                    if (held || !await SayAnew(number, there, chat, where)) unfinished.Add(number);
                }
                if (where is ToRoom { Room: var room } && Done(sends[i], number, i, chat, room) is { } done && !(await Once(number, i, room, done)).Settled) unfinished.Add(number);
                if (sends[i] is not Message message || !there(message)) continue;
                if (where is ToPerson { Person: var person } && !Standing.IsIn(person))
                {
                    if (!await Withdraw(new(number, i, message), chat, where)) unfinished.Add(number);
                    continue;
                }
                if (held || !(await Post(number, i, message, chat, where)).Settled) unfinished.Add(number);
                // What is said in one place keeps its order; what only has to settle holds up nothing.
                held |= Record(number, i) is not { State: DeliveryState.Delivered };
            }
        }
    }

    /// <summary>What was said there before this event reads as it should now; what is not there yet comes out right by itself.</summary>
    private async Task<bool> SayAnew(long number, Func<Message, bool> there, IChat chat, ChatPlace where)
    {
        var settled = true;
        foreach (var said in Before.Where(b => b.Number < number && there(b.Message) && !IsEmptied(Record(b.Number, b.Index), chat, where)))
            settled &= (await deliverer.Show(MayStay(said, where) ? said.Anew(book, chat, where) : said.Gone(stream, chat, where), version)).Settled;
        return settled;
    }

    private bool IsEmptied(Delivery? said, IChat chat, ChatPlace where) =>
        SaidBefore.IsLeft(chat, said, where) && Emptied.Any(room => chat.IsIn(said!.Ref!, room));

    /// <summary>It was on its way when they were in it: wherever it landed, and when it does so late, it goes.</summary>
    private async Task<bool> Withdraw(SaidBefore said, IChat chat, ChatPlace where) =>
        Record(said.Number, said.Index) is null || MayStay(said, where) || (await deliverer.Show(said.Gone(stream, chat, where), version)).Settled;

    /// <summary>What was told directly stays with those who may know; what may still come to them only with those who are in it.</summary>
    private bool MayStay(SaidBefore said, ChatPlace where) => where is not ToPerson { Person: var person }
        || (Standing.MayKnow(person) && (Standing.IsIn(person) || Record(said.Number, said.Index) is { State: DeliveryState.Delivered, UnsettledUntil: null }));

    /// <summary>What is done to the room itself. Who was let in again meanwhile is not taken out once more; where that had begun, they are invited, also after what lands late.</summary>
    private Act? Done(Outgoing outgoing, long number, int index, IChat chat, string room) => outgoing switch
    {
        OutOfRoom { Person: var person } when !Standing.MayKnow(person) => new("done", () => chat.TakeOut(room, person)),
        OutOfRoom { Person: var person } when Standing.Belongs(person) && Record(number, index) is not null => new("undone", () => chat.Invite(room, [person])),
        BackIntoRoom => new("done", () => chat.ComeBack(room)),
        _ => null,
    };

    /// <summary>Doing it twice is the same as once.</summary>
    private Task<Shown> Once(long number, int index, string room, Act act)
    {
        return deliverer.Show(new Showing(DeliveryBook.MessageKey(number, index), act.Hash, Do) { Update = _ => act.Call(), Again = true }, version);

        async Task<string> Do()
        {
            await act.Call();
            return room;
        }
    }

    private Task<Shown> Post(long number, int index, Message message, IChat chat, ChatPlace where)
    {
        var before = Before.FirstOrDefault(b => b.Number == number && b.Index == index);
        var content = SaidBefore.Content(before?.Message ?? message);
        var row = DeliveryBook.MessageKey(number, index);
        var key = $"{stream}.{row}";
        var want = new Showing(row, Content.Hash(content), () => chat.Post(key, where, content))
        {
            // Its words may have been replaced by a call that got lost: whoever settles that sends them again.
            Update = before is null || IsEmptied(book[row], chat, where) ? null : there => SaidBefore.Replace(chat, there, content),
            Find = since => chat.Find(key, where, since),
            Remove = late => chat.Remove(late),
            IsLeft = SaidBefore.IsLeft(chat, book[row], where),
        };
        return deliverer.Show(want, version);
    }

    private Delivery? Record(long number, int index) => book[DeliveryBook.MessageKey(number, index)];

    private sealed record Act(string Hash, Func<Task> Call);
}

/// <summary>Carries an errand to its stream.</summary>
internal interface IErrandRunner
{
    /// <summary>True: it arrived, or its refusal went back. False: to be tried again.</summary>
    Task<bool> Run(Errand errand, string source, string request);
}
