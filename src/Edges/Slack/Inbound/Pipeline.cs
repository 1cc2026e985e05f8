using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>
/// The way of everything that Slack delivers: understood, handled, acknowledged within three seconds. What is acknowledged as done is stored;
/// where that is not known in time, the acknowledgement says so, and the outcome follows.
/// </summary>
internal sealed class Pipeline(IBot bot, Answers answers, Home home, Greeting greeting, Capturing capturing, SlackMoves moves, Touching touching, SlackDirectory people, Afterwards afterwards, InstallationState state, TimeProvider clock, ILogger<Pipeline> log)
    : IPipeline
{
    /// <summary>From its arrival; Slack waits for three seconds, on its own clock.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan NamesTake = TimeSpan.FromMilliseconds(500);

    public async Task<Ack> Take(Delivered delivered)
    {
        try
        {
            switch (await Read(delivered))
            {
                case Acts acts:
                    return await Act(acts, delivered.At);
                case OpensHome opens:
                    afterwards.Begin(cancel => home.Show(opens.Who, cancel));
                    return Ack.Empty;
                case SpeaksToBot speaks:
                    afterwards.Begin(cancel => greeting.Answer(speaks, cancel));
                    return Ack.Empty;
                case Points points:
                    return await Stored(cancel => capturing.Take(points, cancel), delivered, cancel => capturing.SayLost(points, cancel));
                case ChannelMoved moved:
                    return await Stored(cancel => Follow(moved, cancel), delivered, _ => Task.CompletedTask);
                case Touches touches:
                    return await Stored(cancel => touching.Take(touches.By, cancel), delivered, _ => Task.CompletedTask);
                case PeopleChanged changed:
                    afterwards.Begin(cancel => Learn(changed, cancel));
                    return Ack.Empty;
                case TurnedOff off:
                    if (off.Passes || state.Because(off.Says)) log.LogError("{Says}", off.Says);
                    return Ack.Empty;
                case Nothing nothing:
                    return new(nothing.Answer);
                case var other:
                    throw new InvalidOperationException($"Nobody knows what follows from {other.GetType().Name}.");
            }
        }
        catch (Exception e)
        {
            log.LogError(e, "What Slack delivered did not go through: {Way}, {Type}", delivered.As, delivered.Payload.Text("type"));
            return Ack.Empty;
        }
    }

    /// <summary>Events can be delivered again: what is not stored in time is not acknowledged.</summary>
    /// <param name="lost">After the last repeat came to nothing.</param>
    private async Task<Ack> Stored(Func<CancellationToken, Task> take, Delivered delivered, Func<CancellationToken, Task> lost)
    {
        var taking = Task.Run(() => take(CancellationToken.None));
        return await InTime(taking, delivered.At) && taking.IsCompletedSuccessfully ? Ack.Empty : Again(taking);

        Ack Again(Task late)
        {
            late.ContinueWith(t =>
            {
                log.LogWarning(t.Exception, "An event was not stored yet; Slack delivers it again");
                if (delivered.Attempt >= Delivered.LastAttempt) afterwards.Begin(lost);
            }, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return Ack.Again;
        }
    }

    private Task<bool> InTime(Task task, DateTimeOffset arrived) => Waiting.InTime(task, arrived + Deadline, clock);

    /// <summary>Names in a message that is taken along are looked up, if that does not take long.</summary>
    private async Task<Meant> Read(Delivered delivered)
    {
        var strangers = new HashSet<Person>();
        await moves.Refresh(CancellationToken.None);
        var meant = InOurRoom(Payloads.Read(delivered, Name));
        if (strangers.Count == 0) return meant;
        try
        {
            await Task.WhenAll(strangers.Select(p => people.Learn(p))).WaitAsync(NamesTake, clock);
        }
        catch (Exception e) when (e is TimeoutException or SlackErrorException or SlackBusyException or SlackMaybeDoneException)
        {
            // With the names that are known.
        }
        return InOurRoom(Payloads.Read(delivered, people.NameOf));

        string Name(Person person)
        {
            if (!people.Knows(person)) strangers.Add(person);
            return people.NameOf(person);
        }
    }

    /// <summary>A channel whose id changed is the room that it was.</summary>
    private Meant InOurRoom(Meant meant) => meant switch
    {
        Acts { Inbound: OnMessage { Room: { } room } on } acts => acts with
        {
            Inbound = on with { Room = moves.Ours(room), Message = on.Message with { Reference = on.Message.Reference.Replace(room, moves.Ours(room), StringComparison.Ordinal) } },
        },
        Acts { Inbound.Room: { } room } acts => acts with { Inbound = acts.Inbound with { Room = moves.Ours(room) } },
        Points points => points with { Channel = moves.Ours(points.Channel) },
        Touches { By: var by } => new Touches(by with { Room = moves.Ours(by.Room), Hand = InOurRoom(by.Hand, by.Room) }),
        _ => meant,
    };

    private Hand InOurRoom(Hand hand, string channel) =>
        hand is Deletes deletes ? deletes with { Message = deletes.Message.Replace(channel, moves.Ours(channel), StringComparison.Ordinal) } : hand;

    /// <summary>What was tried under the old id meanwhile may have looked as if the room were gone.</summary>
    private async Task Follow(ChannelMoved moved, CancellationToken cancel)
    {
        await moves.Note(moved.Old, moved.New, moved.Moment, cancel);
        await bot.Notice(new(moved.Request, SlackId.Platform, moves.Ours(moved.New), null, new OpensAgain()), cancel);
    }

    private async Task<Ack> Act(Acts acts, DateTimeOffset arrived)
    {
        var handling = Task.Run(() => bot.Answer(acts.Inbound, log));
        var inTime = await InTime(handling, arrived);
        if (acts.From.Way == Way.HomeButton) afterwards.Begin(cancel => ShowAnew(handling, acts.Inbound.Who, cancel));
        return inTime ? await answers.Now(await handling, acts) : await answers.Later(handling, acts);
    }

    /// <summary>What was pressed on the home may have changed what it shows.</summary>
    private async Task ShowAnew(Task<Reply> handling, Person who, CancellationToken cancel)
    {
        if (await handling is Told { Refusal: false }) await home.Show(who, cancel);
    }

    private Task Learn(PeopleChanged changed, CancellationToken cancel)
    {
        if (changed.User is { } user) return people.Changed(user, cancel);
        people.GroupsChanged();
        return Task.CompletedTask;
    }
}
