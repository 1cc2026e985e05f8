using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Somebody decides against a change, and says why. Its author may do so too.</summary>
/// <param name="Change">As its incident knows it.</param>
public sealed record RejectChange(PendingChange Change, string Reason) : Command<Organisation>
{
    /// <summary>On the change's card, and in <c>playbook</c>.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "reject", "Reject", "Decide against a proposed change of the playbook, and say why", Permissions.ChangePlaybook, Read)
    {
        Usage = "lesson why",
        BySample = true,
        Sample = (incident, at) => WhichChange.First(incident) is { } change ? new RejectChange(change, "It is there in other words") : null,
    };

    internal override Decision Decide(Organisation organisation, Moment at)
    {
        if (organisation.Decided.Contains(Change.Id)) return new Already("That is decided already; the card shows how.");
        if (string.IsNullOrWhiteSpace(Reason)) return new Refused("Say why, so that whoever learned the lesson can go on from there.", Field: "why");
        if (Reason.Length > RecordLesson.Longest) return new Refused($"That is {Reason.Length} characters; {RecordLesson.Longest} fit. Say it in one sentence.", Field: "why");
        return new PlaybookChangeRejected(Change.Id, Change.Origin, Reason.Trim());
    }

    internal override Rich? Answer(Organisation organisation, Moment at) => "Rejected. The playbook stays as it is; the reason stands with the lesson.";

    private static Understood Read(Arguments arguments, Incident? incident, Moment at)
    {
        var which = WhichChange.Of(arguments, incident, at);
        if (which.Change is not { } change) return which.Otherwise!;
        if ((which.Rest ?? arguments["why"]) is { } why) return new RejectChange(change, why);
        return arguments.From == Said.Form ? new RejectChange(change, "") : new Form(
            "reject", incident?.Id, "Reject the change", [new TextField("why", "Why not?", Max: RecordLesson.Longest) { Required = true }], "Reject")
        {
            Intro = ChangeWords.Of(change.Shown),
            Carried = ImmutableDictionary<string, string>.Empty.Add("change", change.Id),
        };
    }
}

/// <summary>Somebody decided against a change.</summary>
[StoredAs("learning.playbook-change-rejected", 1)]
public sealed record PlaybookChangeRejected(string Id, ChangeOrigin? Origin, Text Reason) : Event<Organisation>
{
    internal override Rich Line => $"change from {Origin?.Because ?? "the file"} rejected: {Reason:quote}";

    internal override Organisation Evolve(Organisation o) => o with { Pending = o.Pending.Remove(Id), Decided = o.Decided.Add(Id) };

    internal override IEnumerable<Outgoing> Sends(Organisation now, Recorded recorded)
    {
        if (Origin is { } origin) yield return new Errand(origin.Stream, new LearnOfChange(new ChangeRejected(origin.Lesson, origin.Attempt, Reason, recorded.By)));
    }
}
