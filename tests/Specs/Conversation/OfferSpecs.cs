using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Cards;

namespace ChatOpsIncident.Specs.Conversation;

/// <summary>Random lives of incidents: whatever people do of what they are offered, nothing that is shown is refused, and everything can be drawn and stored.</summary>
public class OfferSpecs
{
    private const int Lives = 30;
    private const int Steps = 40;

    private static readonly Lazy<OfferSpecs> Lived = new(() => new OfferSpecs().Live());
    private readonly SortedDictionary<string, string> refused = [];
    private readonly SortedDictionary<string, string> undrawable = [];
    private readonly HashSet<Offer> offered = [];
    private readonly HashSet<string> drawn = [];

    [Fact]
    public void In_every_reachable_state_an_offer_that_is_shown_and_a_button_on_a_card_is_not_refused() => Lived.Value.refused.ShouldBeEmpty();

    [Fact]
    public void In_every_reachable_state_every_card_can_be_drawn() => Lived.Value.undrawable.ShouldBeEmpty();

    [Fact]
    public void Every_offer_makes_sense_in_some_life() =>
        Offers.All.Except(Lived.Value.offered).Select(o => o.Word).ShouldBeEmpty("these were never offered; is their Sample right?");

    private OfferSpecs Live()
    {
        for (var seed = 1; seed <= Lives; seed++)
        {
            var (life, did) = (new Life(seed), "report");
            for (var step = 0; step < Steps; step++)
            {
                var shown = life.Shown();
                Look(life, shown, $"seed {seed}, step {step}, after {did}");
                did = life.Step(shown);
            }
        }
        return this;
    }

    private void Look(Life life, ImmutableArray<Offer> shown, string where)
    {
        offered.UnionWith(shown);
        foreach (var press in shown.Select(o => o.Button(life.Incident)).Concat(life.Cards.SelectMany(Presses)))
            if (Refusal(life, press) is { } why) refused.TryAdd($"[{press.Title}] → {press.Word} in {life.Incident.Status}", $"{why} ({where})");
        foreach (var json in life.Cards.Select(c => AdaptiveJson.Of(c, Drawn.Dialect)).Where(j => drawn.Add(j.ToJsonString())))
            if (AdaptiveSchema.Faults(json).FirstOrDefault() is { } fault) undrawable.TryAdd((string)json["speak"]!, $"{fault} ({where})");
    }

    /// <summary>Pressed as it stands: a command that happens or has happened, a question, or a form; else why not.</summary>
    private static string? Refusal(Life life, Press press)
    {
        if (Offers.Find(press.Word) is not { } offer) return "there is no such offer";
        if (press.Stream != life.Incident.Id || press.WithInputs) return null;
        var at = life.Moment(life.Permitted(offer));
        var meaning = Understanding.Pressed(press.Word, Arguments.Of(Said.Button, press.Values));
        return offer.Read(meaning.Arguments, life.Incident, at) switch
        {
            Not { Refused.Why: var why } => $"not understood: {why}",
            ToDo { Command: Command<Incident> command } when command.Decide(life.Incident, at) is Refused { Why: var why } => $"refused: {why}",
            _ => null,
        };
    }

    private static IEnumerable<Press> Presses(Card card) => card.Actions.Concat(card.Body.SelectMany(Actions)).OfType<Press>();

    private static IEnumerable<CardAction> Actions(Element element) => element switch
    {
        ActionSet set => set.Actions,
        Container box => box.Items.SelectMany(Actions),
        ColumnSet set => set.Columns.SelectMany(c => c.Items.SelectMany(Actions)),
        _ => [],
    };
}

/// <summary>One incident that lives by chance, on the playbook that ships.</summary>
internal sealed class Life
{
    private static readonly IncidentFold Fold = new();
    private static readonly ImmutableArray<Person> Everybody = [People.Ana, People.Ben, People.Chi];
    private static readonly Playbook Playbook = Playbooks.Default with { Version = 1 };
    private readonly Random chance;
    private readonly bool isLong;
    private int steps;
    private DateTimeOffset now = People.Noon;

    public Life(int seed)
    {
        (chance, isLong) = (new(seed), seed % 2 == 0);
        Apply(new Report(chance.Next(2) == 0 ? "Finance got a mail asking to change bank details" : "The shop is down"), Moment() with { NextNumber = 42 });
    }

    public Incident Incident { get; private set; } = Incident.Empty("S");

    /// <summary>Cards on the screen now, and those of the messages that the last step sent.</summary>
    public ImmutableArray<Card> Cards { get; private set; } = [];

    public Moment Moment(Person? who = null) => new(
        now, new Actor(who ?? People.Ana, [.. Playbook.Permissions.Values.SelectMany(p => p).Append("staff")]), Playbook,
        new Organisation { Versions = ImmutableSortedDictionary<int, Playbook>.Empty.Add(1, Playbook) },
        new Roster([People.Ben], new[] { "leads", "security", "communications", "it-operations" }.ToImmutableDictionary(g => g, _ => ImmutableArray.Create(People.Ben, People.Chi))))
    {
        Stream = "S",
        Known = [new("S41", 41, "Another mail", null, null, Status.Reported, People.Noon, false, [])],
    };

    /// <summary>What the person who acts next is shown.</summary>
    public ImmutableArray<Offer> Shown() => [.. Offers.All.Where(o => o.MakesSense(Incident, Moment(Permitted(o))))];

    /// <summary>Somebody who may: in these lives everybody is in every group, and roles are tried in turn.</summary>
    public Person Permitted(Offer offer) =>
        Everybody.First(p => Permission.Refuse(offer, Moment(p).Who, Incident, Playbook, Moment(p).Roster) is null);

    /// <summary>Somebody does something of it, or time passes; tells which.</summary>
    public string Step(ImmutableArray<Offer> shown)
    {
        now += TimeSpan.FromMinutes(chance.Next(0, 20));
        if (Fold.NextAlarm(Incident) is { } due && due <= now) Apply(Fold.Tick, Moment() with { Who = Actor.Bot });
        var able = shown.Where(o => o.Sample(Incident, Moment(Permitted(o))) is Command<Incident> && !(isLong && steps < 25 && Ends(o))).ToArray();
        steps++;
        if (able.Length == 0 || chance.Next(10) == 0)
        {
            now = Fold.NextAlarm(Incident) is { } alarm && alarm > now ? alarm : now.AddHours(1);
            return "time";
        }
        var offer = able[chance.Next(able.Length)];
        var at = Moment(Permitted(offer));
        Apply((Command<Incident>)offer.Sample(Incident, at)!, at);
        return offer.Word;
    }

    /// <summary>Every other life is kept from ending early, so that it comes through all phases.</summary>
    private bool Ends(Offer offer) =>
        ((Command<Incident>)offer.Sample(Incident, Moment(Permitted(offer)))!).Decide(Incident, Moment(Permitted(offer))) is Happens { Events: var events }
        && events.Cast<Event<Incident>>().Aggregate(Incident, (i, e) => e.Evolve(i)).Status is not (Status.Reported or Status.Responding)
        && Incident.Status is (Status.Reported or Status.Responding) && Incident.Response.Phase is not ChatOpsIncident.Incidents.Response.Phase.Done;

    private void Apply(Command<Incident> command, Moment at)
    {
        if (Fold.Decide(Incident, command, at) is not Happens { Events: var events }) return;
        var recorded = new List<Recorded>();
        foreach (var @event in events)
        {
            var sealed_ = Recorded.Seal(@event, Incident.Head, new("S", at.Now, at.Who.Person, false, "r", 1), () => new byte[16]);
            var opened = Recorded.Open(sealed_.Json, sealed_.Hash);
            Incident = Fold.Evolve(Incident, opened);
            opened.Event.Line.IsEmpty.ShouldBeFalse(@event.GetType().Name);
            recorded.Add(opened);
        }
        _ = Fold.Answer(Incident, command, at);
        _ = Fold.Row(Incident);
        var sent = recorded.SelectMany(r => Fold.Sends(Incident, r)).OfType<Message>().Select(m => m.Card).OfType<Card>();
        Cards = [.. Fold.Plan(Incident, Playbook).Cards.Select(c => c.Card), .. sent];
    }
}
