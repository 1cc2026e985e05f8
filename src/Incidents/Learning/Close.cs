namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The incident is closed by hand; else the alarm does it once every lesson has come to its end.</summary>
/// <param name="Reason">Needed while a lesson is still on its way, or where there is none.</param>
public sealed record Close(string? Reason = null) : Command<Incident>
{
    /// <summary>Words, a button on the review card, and a dialog where a reason is needed.</summary>
    public static Offer Offer { get; } = new IncidentOffer("close", "Close it", "Close the incident after its review", Permissions.Lead, Read)
    {
        Usage = "[why]",
        Sample = (_, _) => new Close("Nothing to change"),
    };

    internal override Decision Decide(Incident incident, Moment at) => incident switch
    {
        { Status: Status.Closed } => new Already($"{incident.Name} is closed already."),
        { Status: Status.Dismissed } => new Already($"{incident.Name} was not an incident; there is nothing to close."),
        { Status: Status.Merged } => new Refused($"{incident.Name} was merged and goes on in another incident. Close that one.", "/incident status"),
        { Status: Status.Reported or Status.Responding } => new Refused($"{incident.Name} is not resolved yet. Resolve it first; after its review it can be closed.", "/incident resolve"),
        { Status: not Status.Reviewed } => new Refused($"{incident.Name} has no review yet. Draw it up first, then close.", "/incident review"),
        _ when Reason?.Length > RecordLesson.Longest => new Refused($"That is {Reason.Length} characters; {RecordLesson.Longest} fit. Say it in one sentence.", Field: "why"),
        _ when string.IsNullOrWhiteSpace(Reason) && Open(incident) is { } open => new Refused($"{open} Say why it can be closed all the same.", "/incident close why", "why"),
        _ => new Closed(Text.Maybe(Reason)),
    };

    internal override Rich? Answer(Incident incident, Moment at) => $"{incident.Name} is closed. Its room stays readable; /incident reopen opens it again.";

    /// <summary>What speaks against closing, or null.</summary>
    private static Rich? Open(Incident incident)
    {
        var open = incident.Learning.Lessons.Values.Where(l => !l.Settled).Select(l => (Rich)$"{l.What:quote}").ToArray();
        return (incident.Learning.Lessons.Count, open.Length) switch
        {
            (0, _) => (Rich)"The review has no lesson.",
            (_, 0) => null,
            (_, 1) => (Rich)$"One lesson is still on its way: {open[0]}.",
            _ => (Rich)$"{open.Length} lessons are still on their way: {Rich.Join(", ", open)}.",
        };
    }

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var close = new Close(arguments.Words ?? arguments["why"]);
        return arguments.From == Said.Button && close.Decide(incident, at) is Refused { Field: "why" } refused
            ? new Form("close", incident.Id, "Close it", [new TextField("why", "Why can it be closed?", Max: RecordLesson.Longest) { Required = true }], "Close") { Intro = refused.Why }
            : close;
    }
}

/// <summary>Nothing more comes of it: every lesson has come to its end, and everyone had the time they were promised to answer.</summary>
internal sealed class CloseWhenSettled : Alarm.AlarmRule
{
    public override DateTimeOffset? Due(Incident incident) =>
        incident is { Status: Status.Reviewed, Learning: { Lessons.Count: > 0 } learning } && learning.Lessons.Values.All(l => l.Settled)
            ? learning.PromptsCloseAt ?? learning.ReviewedAt
            : null;

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at) => [new Closed(null)];
}

/// <summary>The incident was closed.</summary>
/// <param name="Reason">Why, where it was done by hand.</param>
[StoredAs("learning.closed", 1)]
public sealed record Closed(Text? Reason) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => Reason is null ? (Rich)"closed: every lesson has come to its end" : (Rich)$"closed: {Reason:quote}";

    internal override Incident Evolve(Incident i) => i with { Learning = i.Learning with { ClosedAt = i.Head.At } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, recorded.By is null
            ? (Rich)$"{now.Name} is closed: every lesson has come to its end."
            : (Rich)$"{recorded.By} closed {now.Name}.");
    }
}
