using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>The way in: who asks, what it means, may they, decide, store, answer. A click takes one turn here and comes back as a view.</summary>
internal sealed class Intake(StreamKind<Incident> incidents, StreamKind<Organisation> organisation, AskingReader reader, MessageKeeper keeper, QuestionDesk desk)
{
    private const string LateStore = "The store did not answer in time.";

    private static readonly Rich DoneAlready = "That is done already; once was enough.";

    public async Task<Reply> Handle(Inbound inbound, CancellationToken cancel)
    {
        try
        {
            return await reader.Who(inbound, cancel) is { } asking
                ? await Answer(inbound, asking, cancel)
                : new Told("I don't know you here yet. Ask whoever runs this bot to add you, then try again.", Refusal: true) { YourText = Asking.WordsOf(inbound) };
        }
        catch (StoreUnavailableException away)
        {
            return NotStored(inbound, away.Message);
        }
        catch (DirectoryUnavailableException away)
        {
            return NotStored(inbound, away.Message);
        }
        catch (Exception e) when (e is StoreUncertainException or StoreConflictException)
        {
            return NotStored(inbound, LateStore);
        }
        catch (FromTheFutureException future)
        {
            return new Told(future.Message, Refusal: true) { YourText = Asking.WordsOf(inbound) };
        }
    }

    private async Task<Reply> Answer(Inbound inbound, Asking asking, CancellationToken cancel)
    {
        var room = await reader.RoomStream(inbound, cancel);
        var meaning = AskingReader.Meaning(inbound, room is not null);
        if (meaning.Offer is not { } offer) return QuestionDesk.Which(meaning, asking);
        asking = await reader.About(asking, meaning, room, cancel);
        if (meaning.Number is { } number && asking.Incident is null) return Unknown(asking, $"INC-{number}");
        if (inbound is Click { Stream.Length: > 0 } or Submit { Stream.Length: > 0 } && asking.Incident is null) return Unknown(asking, "such incident");
        if (Permission.Refuse(offer, asking.Who, asking.Incident, asking.Current, asking.Roster) is { } not) return await DoneBefore(asking) ?? Refuse(not, asking);
        if (inbound is OnMessage on)
        {
            // Files take long: what came before is not fetched again.
            if (on.Message.Files.Length > 0 && offer is IncidentOffer && await DoneBefore(asking) is { } before) return before;
            asking = asking with { Captured = await keeper.Keep(asking.Stream, on.Who, on.Message, cancel) };
        }
        var moment = asking.Incident is { } incident ? asking.For(incident) : asking.For(asking.Organisation);
        var understood = offer.Read(meaning.Arguments, asking.Incident, moment);
        if (understood is not ToDo && await DoneBefore(asking) is { } done) return done;
        return understood switch
        {
            ToDo { Command: Command<Incident> command } => await Send(command, asking),
            ToDo { Command: Command<Organisation> command } => await Send(command, asking),
            var read => await Tell(read, asking, moment, cancel) is var reply && reader.IsTellable(asking) ? reply : NotStored(inbound, LateStore),
        };
    }

    private async Task<Reply> Tell(Understood understood, Asking asking, Moment moment, CancellationToken cancel) =>
        understood switch
        {
            ToAnswer { Question: var question } => await desk.Answer(question, asking, moment, cancel),
            ToAsk { Form: var form } => new Asked(form),
            Not { Refused: var refused } => Refuse(refused, asking),
            var other => throw new InvalidOperationException($"Nobody knows what to do with {other.GetType().Name}."),
        };

    private async Task<Reply> Send(Command<Incident> command, Asking asking)
    {
        var outcome = await incidents.Send(asking.Stream, asking.Request, command, asking.For, opens: asking.Incident is null);
        return Tell(outcome, incidents.Streams.Fold, command, asking);
    }

    private async Task<Reply> Send(Command<Organisation> command, Asking asking) =>
        Tell(await organisation.Send(StreamId.Organisation, asking.Request, command, asking.For), organisation.Streams.Fold, command, asking);

    private static Told Tell<TState>(Outcome<TState> outcome, Fold<TState> fold, Command<TState> command, Asking asking) => outcome.Decision switch
    {
        Refused refused => Refuse(refused, asking),
        Already already => new(already.Kindly) { Stream = asking.Stream },
        not Happens when !MaySee(outcome.State, asking.Inbound.Who) => new(DoneAlready),
        Happens => new(fold.Answer(outcome.State, command, outcome.Moment) ?? Rich.Empty) { Stream = asking.Stream },
        _ => new(fold.Answer(outcome.State, command, outcome.Moment) ?? DoneAlready) { Stream = asking.Stream },
    };

    /// <summary>
    /// The answer can be lost, and the same request comes again: what it did may be why it reads as a refusal now. It was applied, and that is the
    /// answer. Null: it was not. A command needs no look here, its queue recognises the repeat.
    /// </summary>
    private async Task<Told?> DoneBefore(Asking asking) =>
        await incidents.Streams.Has(asking.Stream, asking.Request) || await organisation.Streams.Has(StreamId.Organisation, asking.Request)
            ? new(DoneAlready) { Stream = asking.Stream }
            : null;

    /// <summary>A report that comes again names nothing that went private meanwhile without whoever made it.</summary>
    private static bool MaySee<TState>(TState state, Person who) => state is not Incident { Detection: not null } incident || Membership.IsOpenTo(incident, who);

    private static Told Refuse(Refused refused, Asking asking) =>
        new(refused.Why, Refusal: true) { Instead = refused.Instead, Field = refused.Field, YourText = asking.Words };

    /// <summary>The same for a number that was never given and for an incident that this person must not know of.</summary>
    private static Told Unknown(Asking asking, string what) =>
        new($"There is no {what} that you can see. Your incidents are here:", Refusal: true) { Instead = "/incident list", YourText = asking.Words };

    private static Told NotStored(Inbound inbound, string why) =>
        new($"Not stored, try again in a moment. {why}", Refusal: true) { YourText = Asking.WordsOf(inbound), NotStored = true };
}
