using System.Collections.Immutable;
using System.Text.Json;

namespace ChatOpsIncident.Specs;

/// <summary>Given events / When command / Then events or the exact refusal.</summary>
public sealed class Spec
{
    private static readonly IncidentFold Fold = new();
    private readonly Event[] given;
    private Decision? decision;

    private Spec(Event[] given) => this.given = given;

    public Moment Moment { get; private set; } = People.Moment();

    public static Spec Given(params Event[] events) => new(events);

    /// <summary>The state after the given events, each a minute after the other, the last one a minute before now, all by Ana.</summary>
    public Incident State => given.Aggregate((State: Incident.Empty("S"), At: Moment.Now.AddMinutes(-given.Length)), (so, e) => (
        Fold.Evolve(so.State, new Recorded("S", so.State.Head.Number + 1, so.At, People.Ana, false, "r", 1, e, new string('0', 64), "{}")), so.At.AddMinutes(1))).State;

    public Spec At(Func<Moment, Moment> change)
    {
        Moment = change(Moment);
        return this;
    }

    public Spec By(Person person) => At(m => m with { Who = m.Who with { Person = person } });

    public Spec When(Command<Incident> command)
    {
        decision = Fold.Decide(State, command, Moment);
        return this;
    }

    public void Then(params Event[] events) => Stored(Happens).ShouldBe(Stored(events));

    public void ThenRefused(string why, string? instead = null)
    {
        var refused = decision.ShouldBeOfType<Refused>();
        refused.Why.ToString().ShouldBe(why);
        if (instead is not null) refused.Instead.ShouldBe(instead);
    }

    public void ThenNothing(string kindly) => decision.ShouldBeOfType<Already>().Kindly.ToString().ShouldBe(kindly);

    public ImmutableArray<Event> Happens => decision.ShouldBeOfType<Happens>().Events;

    /// <summary>The same event, field by field.</summary>
    public static bool Same(Event a, Event b) => Stored([a]) == Stored([b]);

    private static string Stored(IEnumerable<Event> events) =>
        string.Join('\n', events.Select(e => $"{e.GetType().Name} {JsonSerializer.Serialize(e, e.GetType(), EventCatalogue.Json)}"));
}
