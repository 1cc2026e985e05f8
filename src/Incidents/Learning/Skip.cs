namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Somebody who took part has nothing to add.</summary>
public sealed record Skip : Command<Incident>
{
    /// <summary>Beside the prompts.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "skip", "Nothing to add", "Say that you have nothing to add to the review", Permissions.Look, (_, _, _) => new Skip())
    {
        Sample = (_, _) => new Skip(),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (Prompting.NotNow(incident, at) is { } refused) return refused;
        var place = incident.Learning.Asked.IndexOf(at.Who.Someone);
        return incident.Learning.Replies.TryGetValue(place, out var said)
            ? new Already(said == PromptReply.Answered ? "You have answered already; your answers stay as they are." : "That is noted already. You can still answer.")
            : new Skipped(place);
    }

    internal override Rich Answer(Incident incident, Moment at) => "That is fine. You can still answer until the incident is closed.";
}

/// <summary>Somebody had nothing to add.</summary>
/// <param name="Place">Their place among those who were asked.</param>
[StoredAs("learning.skipped", 1)]
public sealed record Skipped(int Place) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => "had nothing to add";

    internal override Incident Evolve(Incident i) => i with
    {
        Learning = i.Learning with { Replies = i.Learning.Replies.SetItem(Place, PromptReply.Skipped) },
    };
}
