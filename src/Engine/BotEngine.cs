using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Engine;

/// <summary>One instance of the engine. Several may run against one store.</summary>
public sealed partial class BotEngine : IBot
{
    private readonly StreamKind<Incident> incidents;
    private readonly StreamKind<Organisation> organisation;
    private readonly AlarmLoop loop;
    private readonly Intake intake;
    private readonly AskingReader reader;
    private readonly Noticing noticing;
    private readonly ImmutableArray<IDirectory> directories;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly IStore store;

    /// <summary>Wires the engine; nothing runs before <see cref="Run"/> or a request.</summary>
    /// <param name="instances">Null: nobody knows who else runs.</param>
    /// <param name="files">Where files of messages come from; null: they are not kept.</param>
    /// <param name="snapshotEvery">Events of an incident from one snapshot to the next.</param>
    public BotEngine(
        IStore store, IReadOnlyList<IChat> chats, IReadOnlyList<IDirectory> directories, IEvidence evidence, TimeProvider time, IChance chance, ILogger logger,
        IInstances? instances = null, IReadOnlyList<IFiles>? files = null, int snapshotEvery = 200)
    {
        ArgumentNullException.ThrowIfNull(chance);
        (this.store, this.time, this.directories, this.logger) = (store, time, [.. directories], logger);
        var (due, pointers) = (new DueRows(store, time, chance), new Pointers(store));
        instances ??= new Unseen(Convert.ToHexStringLower(chance.Bytes(8)));
        ImmutableArray<IChat> measured = [.. chats.Select(c => new MeasuredChat(c, time))];
        var reconciler = new Reconciler(store, measured, pointers, new ErrandRunner(SendErrand), instances, time, logger);
        incidents = Kind(new IncidentFold());
        organisation = Kind(new OrganisationFold());
        loop = new(due, new(store, instances, time), pointers, Visit, time, chance, logger);
        incidents.Queue.Appended = organisation.Queue.Appended = loop.Wake;
        reader = new(incidents, organisation, pointers, this.directories, time);
        intake = new(incidents, organisation, reader, new(evidence, [.. files ?? []]), new QuestionDesk(incidents, reader));
        noticing = new(store, measured, incidents, pointers, due, instances, NoticedBy, loop.Wake, time, logger);

        StreamKind<TState> Kind<TState>(Fold<TState> fold)
        {
            var streams = new Streams<TState>(store, fold, snapshotEvery);
            return new(streams, new(new(store, streams, pointers, time, chance), due, time, chance), reconciler, new(store, streams), time);
        }
    }

    /// <summary>The alarm loop: runs until cancelled.</summary>
    public Task Run(CancellationToken cancel) => loop.Run(cancel);

    public async Task<Reply> Handle(Inbound inbound, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        var began = time.GetTimestamp();
        using var trace = Telemetry.Answering(inbound);
        using var scope = logger.BeginScope("{Platform} {Request}", inbound.Who.Platform, inbound.Request);
        var reply = await intake.Handle(inbound, cancel);
        Telemetry.Answered(inbound, reply, time.GetElapsedTime(began));
        if (reply is Told { NotStored: true }) NotStored(logger, inbound.Who.Platform, inbound.Request);
        return reply;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform}: request {Request} was not stored; whoever made it was told so")]
    private static partial void NotStored(ILogger logger, string platform, string request);

    public Task Notice(ByHand by, CancellationToken cancel = default) => noticing.Take(by, cancel);

    /// <summary>A command of the bot itself to the organisation: adoption at start.</summary>
    public async Task<Decision?> Send(Command<Organisation> command, string request) =>
        (await organisation.Send(StreamId.Organisation, request, command, o => BotsMoment(o, o, StreamId.Organisation, Roster.Empty))).Decision;

    /// <summary>The organisation as it is stored now.</summary>
    public async Task<Organisation> Organisation(CancellationToken cancel = default) => (await organisation.Streams.Load(StreamId.Organisation, cancel)).State;

    public async Task<ImmutableArray<ListRow>> List(Person who, CancellationToken cancel = default) => await reader.List(who, cancel);

    public async Task<ImmutableArray<Offer>> Offers(Person who, string? room, CancellationToken cancel = default)
    {
        if (await reader.Who(new Slash("", who, room, ""), cancel) is not { } asking) return [];
        if (await reader.RoomStream(asking.Inbound, cancel) is not { } stream || await reader.Seen(asking, stream, cancel) is not { } incident)
            return [.. Incidents.Conversation.Offers.All.Where(o => o is AnywhereOffer && o.Typed)];
        var moment = asking.For(incident);
        return [.. Incidents.Conversation.Offers.All.Where(o => o.Typed).OrderByDescending(o => o.MakesSense(incident, moment))];
    }

    public async Task<string> Preview(Person who, string? room, string text, CancellationToken cancel = default)
    {
        if (await reader.Who(new Slash("", who, room, text), cancel) is not { } asking) return "";
        var stream = await reader.RoomStream(asking.Inbound, cancel);
        var meaning = Understanding.Of(text, stream is not null);
        asking = await reader.About(asking, meaning, stream, cancel, around: false);
        var moment = asking.Incident is { } incident ? asking.For(incident) : asking.For(asking.Organisation);
        return Incidents.Conversation.Preview.Of(meaning, meaning.Offer?.Read(meaning.Arguments, asking.Incident, moment));
    }

    public async Task<string?> RoomOf(Person who, string stream, CancellationToken cancel = default)
    {
        if (await reader.Who(new Slash("", who, null, ""), cancel) is not { } asking || await reader.Seen(asking, stream, cancel) is not { } incident) return null;
        return await OpenRooms.Of(store, stream, incident.Room.Generation, cancel);
    }

    public async Task<Card?> CardFor(Person who, string stream, string key, CancellationToken cancel = default)
    {
        if (await reader.Who(new Slash("", who, null, ""), cancel) is not { } asking || await reader.Seen(asking, stream, cancel) is not { } incident) return null;
        var kept = ChatPlan.Of(incident, Asking.Pinned(asking.Organisation, incident) ?? asking.Current).Cards.FirstOrDefault(c => c.Key == key);
        return kept is null ? null : ForViewer.Of(kept.Card, press => Incidents.Conversation.Offers.Find(press.Word) is { } offer
            && Permission.Refuse(offer, asking.Who, incident, asking.Current, asking.Roster) is null);
    }

    /// <summary>Rights do not matter: it has happened.</summary>
    private async Task<Func<Incident, Moment>> NoticedBy(string stream, Person? who)
    {
        var (now, roster) = (await Organisation(), await RosterOf(stream));
        return i => BotsMoment(now, i, stream, roster) with { Who = who is null ? Actor.Bot : new Actor(who, []) };
    }

    private async Task<DateTimeOffset?> Visit(string stream)
    {
        using var trace = Telemetry.Visiting(stream);
        using var scope = logger.BeginScope("{Stream}", stream);
        var now = await Organisation();
        if (stream == StreamId.Organisation)
            return now.Current is { } current ? await organisation.Visit(stream, o => BotsMoment(o, o, stream, Roster.Empty), _ => current) : null;
        var roster = await RosterOf(stream);
        return await incidents.Visit(stream, i => BotsMoment(now, i, stream, roster), i => Asking.Pinned(now, i) ?? now.Current!);
    }

    /// <summary>People of the platform on which the incident was reported.</summary>
    private async Task<Roster> RosterOf(string stream)
    {
        var platform = (await incidents.Streams.Load(stream)).State.Detection?.Platform;
        return directories.FirstOrDefault(d => d.Platform == platform) is { } directory ? await directory.Roster(time.GetUtcNow()) : Roster.Empty;
    }

    private async Task<Decision?> SendErrand(string stream, string request, Command command)
    {
        if (command is Command<Organisation> toOrganisation) return await Send(toOrganisation, request);
        var (now, roster) = (await Organisation(), await RosterOf(stream));
        return (await incidents.Send(stream, request, (Command<Incident>)command, i => BotsMoment(now, i, stream, roster))).Decision;
    }

    private Moment BotsMoment<TState>(Organisation organisation, TState state, string stream, Roster roster)
    {
        var pinned = state is Incident incident ? Asking.Pinned(organisation, incident) : null;
        return new(time.GetUtcNow(), Actor.Bot, pinned ?? organisation.Current ?? Playbook.None, organisation, roster) { Stream = stream };
    }
}

/// <summary>Where instances do not see one another.</summary>
internal sealed record Unseen(string Me) : IInstances
{
    public bool HasEnded(string name) => false;
}
