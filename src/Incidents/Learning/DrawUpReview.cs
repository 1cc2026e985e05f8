using ChatOpsIncident.Incidents.Learning.Review;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The review is drawn up now; else the alarm does it once everyone has answered, or when the prompts close.</summary>
public sealed record DrawUpReview : Command<Incident>
{
    /// <summary>Before the review is there: draws it up. Afterwards: reads it.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "review", "Review", "Read the review, or draw it up now", Permissions.Look,
        (arguments, incident, _) => incident.Learning.ReviewedAt is null ? new DrawUpReview() : new ReadReview(ReviewFile.Named(arguments["as"] ?? arguments.Words)))
    {
        Usage = "[page or markdown]",
        Sample = (_, _) => new DrawUpReview(),
        Asks = incident => incident.Learning.ReviewedAt is not null,
    };

    internal override Decision Decide(Incident incident, Moment at) => incident switch
    {
        { Learning.ReviewedAt: not null } => new Already($"The review of {incident.Name} is drawn up already; answers and lessons still go into it."),
        { Status: Status.Dismissed or Status.Merged } => new Refused($"{incident.Name} was not responded to, so there is nothing to review. What was decided is in its timeline.", "/incident timeline"),
        { Response.ResolvedAt: null } => new Refused($"{incident.Name} is not resolved yet; its review comes after the end. What happened so far is its timeline.", "/incident timeline"),
        _ => Now(incident),
    };

    internal override Rich? Answer(Incident incident, Moment at) => ReviewWords.Headline(incident);

    internal static Reviewed Now(Incident incident) =>
        new(MeasuredTimes.Of(incident), incident.Learning.Asked.Length, incident.Learning.Contributions);
}

/// <summary>The review is drawn up when nobody is waited for any more.</summary>
internal sealed class ReviewWhenAnswered : Alarm.AlarmRule
{
    public override DateTimeOffset? Due(Incident incident) => incident switch
    {
        { Status: not Status.Resolved } or { Learning.PromptedAt: null } => null,
        { Learning.EveryoneReplied: true } => incident.Learning.PromptedAt,
        _ => incident.Learning.PromptsCloseAt,
    };

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at) => [DrawUpReview.Now(incident)];
}

/// <summary>A door: the review was drawn up. Its card and report go on changing with answers and lessons that come later.</summary>
/// <param name="Times">As they were known then.</param>
/// <param name="Asked">How many were asked.</param>
/// <param name="Answered">How many had answered.</param>
[StoredAs("learning.reviewed", 1)]
public sealed record Reviewed(MeasuredTimes Times, int Asked, int Answered) : Event<Incident>
{
    internal override Rich Line => $"review drawn up, with the views of {Answered} of {Asked}";

    internal override Incident Evolve(Incident i) => i with { Learning = i.Learning with { ReviewedAt = i.Head.At } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"The review is drawn up. {ReviewWords.Headline(now)} What must change becomes a lesson, in the card of the review.");
    }
}
