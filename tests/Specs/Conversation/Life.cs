using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Specs.Conversation;

/// <summary>One incident and its organisation that live by chance, on the playbook that ships; every event goes through its stored form.</summary>
internal sealed class Life
{
    private static readonly IncidentFold Incidents = new();
    private static readonly OrganisationFold Organisations = new();
    public static readonly ImmutableArray<Person> Everybody = [People.Ana, People.Ben, People.Chi];
    private static readonly Playbook Playbook = Playbooks.Default with { Version = 1 };
    private static readonly ImmutableHashSet<string> Groups = [.. Playbook.Permissions.Values.SelectMany(p => p).Append("staff")];
    private readonly Random chance;
    private readonly bool isLong;
    private int steps;
    private DateTimeOffset now = People.Noon;
    private Person next = People.Ana;
    private Organisation organisation = new() { Versions = ImmutableSortedDictionary<int, Playbook>.Empty.Add(1, Playbook) };

    /// <param name="seed">Every other life is kept from ending early, so that it comes through all phases.</param>
    public Life(int seed)
    {
        (chance, isLong) = (new(seed), seed % 2 == 0);
        Apply(new Report(chance.Next(2) == 0 ? "Finance got a mail asking to change bank details" : "The shop is down"), Moment(next) with { NextNumber = 42 });
    }

    public Incident Incident { get; private set; } = Incident.Empty("S");

    /// <summary>Cards on the screen now, and those of the messages that the last step sent.</summary>
    public ImmutableArray<Card> Cards { get; private set; } = [];

    public Moment Moment(Person? who) => new(
        now, who is null ? Actor.Bot : new(who, Groups), Playbook, organisation,
        new([People.Ben], new[] { "leads", "security", "communications", "it-operations" }.ToImmutableDictionary(g => g, _ => ImmutableArray.Create(People.Ben, People.Chi))))
    {
        Stream = "S",
        Known = [new("S41", 41, "Another mail", null, null, Status.Reported, People.Noon, false, [])],
    };

    /// <summary>What whoever acts next is shown.</summary>
    public ImmutableArray<Offer> Shown() => [.. Offers.All.Where(o => o.MakesSense(Incident, Moment(Permitted(o))))];

    /// <summary>Whoever acts next, if they may; else somebody who may.</summary>
    public Person Permitted(Offer offer) =>
        Everybody.Prepend(next).First(p => MayKnow(p) && Permission.Refuse(offer, Moment(p).Who, Incident, Playbook, Moment(p).Roster) is null);

    /// <summary>Whoever was left out sees no button of it.</summary>
    public bool MayKnow(Person person) => Incident.Detection?.Visibility.MayKnow(person) != false;

    public Decision Decide(Command command, Moment at) => command switch
    {
        Command<Incident> to => Incidents.Decide(Incident, to, at),
        Command<Organisation> to => Organisations.Decide(organisation, to, at),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    /// <summary>Somebody does something of it, or time passes; tells which.</summary>
    public string Step(ImmutableArray<Offer> shown)
    {
        now += TimeSpan.FromMinutes(chance.Next(0, 20));
        if (Incidents.NextAlarm(Incident) is { } due && due <= now) Apply(Incidents.Tick, Moment(null));
        var able = shown.Where(o => Sample(o) is { } sample && !(isLong && steps < 25 && Ends(sample))).ToArray();
        // Somebody archives the room, once in a life.
        if (steps == 18) Apply(new Notice(Incident.Room.Generation, new Closes()), Moment(next));
        // Two stay: what one proposes the other approves.
        if (Incident.Detection?.Visibility.LeftOut.IsEmpty == false) able = [.. able.Where(o => o.Word != "take-out")];
        steps++;
        var offer = able.Length == 0 || chance.Next(10) == 0 ? null : able[chance.Next(able.Length)];
        if (offer is not null) Apply(Sample(offer)!, Moment(Permitted(offer)));
        else now = Incidents.NextAlarm(Incident) is { } alarm && alarm > now ? alarm : now.AddHours(1);
        next = Everybody[chance.Next(Everybody.Length)];
        return offer?.Word ?? "waiting";
    }

    private Command? Sample(Offer offer) => offer.Sample(Incident, Moment(Permitted(offer)));

    private bool Ends(Command sample) => Incident.Status is Status.Reported or Status.Responding && Incident.Response.Phase is not Phase.Done
        && sample is Command<Incident> && Decide(sample, Moment(next)) is Happens { Events: var events }
        && events.Cast<Event<Incident>>().Aggregate(Incident, (i, e) => e.Evolve(i)).Status is not (Status.Reported or Status.Responding);

    private void Apply(Command command, Moment at)
    {
        if (Decide(command, at) is not Happens { Events: var events }) return;
        var sent = command is Command<Organisation>
            ? Store(Organisations, () => organisation, o => organisation = o, StreamId.Organisation, events, at)
            : Store(Incidents, () => Incident, i => Incident = i, "S", events, at);
        if (command is Command<Incident> answered) _ = (Incidents.Answer(Incident, answered, at), Incidents.Row(Incident));
        Cards = [.. Incidents.Plan(Incident, Playbook).Cards.Select(c => c.Card), .. sent.OfType<Message>().Select(m => m.Card).OfType<Card>()];
        foreach (var errand in sent.OfType<Errand>()) Run(errand);
    }

    /// <summary>Between the incident and its organisation; other incidents do not answer here.</summary>
    private void Run(Errand errand)
    {
        if (errand.TargetStream is not ("S" or StreamId.Organisation)) return;
        var decision = Decide(errand.Command, Moment(null));
        if (decision is Happens) Apply(errand.Command, Moment(null));
        else if (decision is Refused no && errand.Refused is { } back) Apply(back(no), Moment(null));
    }

    private static ImmutableArray<Outgoing> Store<TState>(
        Fold<TState> fold, Func<TState> state, Action<TState> keep, string stream, ImmutableArray<Event> events, Moment at)
    {
        var recorded = new List<Recorded>();
        foreach (var @event in events)
        {
            var stored = Recorded.Seal(@event, fold.HeadOf(state()), new(stream, at.Now, at.Who.Person, false, "r", 1), () => new byte[16]);
            var read = Recorded.Open(stored.Json, stored.Hash);
            keep(fold.Evolve(state(), read));
            read.Event.Line.IsEmpty.ShouldBeFalse(@event.GetType().Name);
            recorded.Add(read);
        }
        return [.. recorded.SelectMany(r => fold.Sends(state(), r))];
    }
}
