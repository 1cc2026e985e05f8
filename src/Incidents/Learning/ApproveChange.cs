namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Another person than its author puts a change into force: applied to the version that is current now.</summary>
/// <param name="Change">As its incident knows it; the organisation may know it better, or not yet.</param>
/// <param name="Seen">The version that before and after were drawn from on the card that was pressed; null where nothing was pressed.</param>
public sealed record ApproveChange(PendingChange Change, int? Seen = null) : Command<Organisation>
{
    /// <summary>On the change's card, and in <c>playbook</c>.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "approve", "Approve", "Put a proposed change of the playbook into force", Permissions.ChangePlaybook, (arguments, incident, at) =>
        {
            var which = WhichChange.Of(arguments, incident, at);
            return which.Change is { } change ? new ApproveChange(change, which.Seen) : which.Otherwise!;
        })
    {
        Usage = "lesson",
        BySample = true,
        Sample = (incident, at) => WhichChange.First(incident) is { } change ? new ApproveChange(change) : null,
    };

    internal override Decision Decide(Organisation organisation, Moment at)
    {
        if (organisation.Decided.Contains(Change.Id)) return new Already("That is decided already; the card shows how.");
        if (organisation.Current is not { } current) return new Refused("There is no playbook yet that could be changed.");
        var known = organisation.Pending.GetValueOrDefault(Change.Id);
        var outcome = (known ?? Change).Edit.Apply(current, (known ?? Change).Origin?.Because);
        var now = (known ?? Change).On(current, outcome);
        if (Change.Author is { } author && author == at.Who.Person && !current.Learning.AuthorMayApprove)
            return new Refused("You proposed this, so another person looks at it before it counts. They find it in this room, or here:", "/incident playbook");
        if (now.Misfit is { } misfit) return new Refused($"This no longer fits the playbook: {misfit} Reject it, and propose it anew if it is still needed.", "/incident reject");
        if (Change.Shown.Before != now.Shown.Before || (Seen is { } seen && seen != Change.Version))
            return new Refused($"The playbook has changed at this place since. {ChangeWords.Of(now.Shown)} Nothing was changed; the card shows it, approve it there if it is still right.", "/incident playbook");
        var next = outcome.After!;
        return (Event[])
        [
            .. known is null ? [new PlaybookChangeProposed(Change)] : Array.Empty<Event>(), new PlaybookChangeApproved(now.Id, now.Origin, next.Version),
            PlaybookAdopted.By(now, next), .. PlaybookChangeOvertaken.By(next, organisation, except: now.Id),
        ];
    }

    internal override Rich? Answer(Organisation organisation, Moment at) => organisation.Current is { } current
        ? (Rich)$"Approved. The playbook is version {current.Version} now; the next incident runs on it."
        : null;
}

/// <summary>Somebody approved a change; the version that has it is adopted with it.</summary>
[StoredAs("learning.playbook-change-approved", 1)]
public sealed record PlaybookChangeApproved(string Id, ChangeOrigin? Origin, int Version) : Event<Organisation>
{
    internal override Rich Line => Origin is null ? (Rich)$"changed file approved: version {Version}" : (Rich)$"change from {Origin.Because} approved: version {Version}";

    internal override Organisation Evolve(Organisation o) => o with { Pending = o.Pending.Remove(Id), Decided = o.Decided.Add(Id) };

    internal override IEnumerable<Outgoing> Sends(Organisation now, Recorded recorded)
    {
        if (Origin is { } origin) yield return new Errand(origin.Stream, new LearnOfChange(new ChangeApplied(origin.Lesson, origin.Attempt, Version, recorded.By)));
    }
}
