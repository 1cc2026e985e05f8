using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
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
        foreach (var offer in shown)
            if (Refusal(life, offer.Button(life.Incident), life.Permitted(offer)) is { } why) refused.TryAdd($"{offer.Word} in {life.Incident.Status}", $"{why} ({where})");
        foreach (var press in life.Cards.SelectMany(Presses))
        {
            var refusals = Life.Everybody.Where(life.MayKnow).Select(p => Refusal(life, press, p));
            if (refusals.All(r => r is not null)) refused.TryAdd($"[{press.Title}] → {press.Word} in {life.Incident.Status}", $"{refusals.First()} ({where})");
        }
        foreach (var json in life.Cards.Select(c => AdaptiveJson.Of(c, Drawn.Dialect)).Where(HasNews))
            if (AdaptiveSchema.Faults(json).FirstOrDefault() is { } fault) undrawable.TryAdd((string)json["speak"]!, $"{fault} ({where})");
    }

    /// <summary>Leaves what the schema has not seen yet: it judges each part of a body by itself.</summary>
    private bool HasNews(JsonObject card)
    {
        var body = card["body"]!.AsArray();
        foreach (var seen in body.Where(part => !drawn.Add(part!.ToJsonString())).ToArray()) body.Remove(seen);
        return body.Count > 0 | drawn.Add(card["actions"]?.ToJsonString() ?? "");
    }

    /// <summary>Pressed by them as it stands: a command that happens or has happened, a question, or a form; else why not.</summary>
    private static string? Refusal(Life life, Press press, Person who)
    {
        if (Offers.Find(press.Word) is not { } offer) return "there is no such offer";
        if (press.Stream != life.Incident.Id || press.WithInputs) return null;
        var at = life.Moment(who);
        var meaning = Understanding.Pressed(press.Word, Arguments.Of(Said.Button, press.Values));
        return offer.Read(meaning.Arguments, life.Incident, at) switch
        {
            Not { Refused.Why: var why } => $"not understood: {why}",
            ToDo { Command: var command } when life.Decide(command, at) is Refused { Why: var why } => $"refused: {why}",
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
