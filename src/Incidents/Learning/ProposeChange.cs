using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>A lesson becomes a concrete edit of the playbook, for another person to approve.</summary>
public sealed record ProposeChange(int Lesson, PlaybookEdit Edit) : Command<Incident>
{
    /// <summary>From the lesson on the review card: what kind of change, then its form.</summary>
    public static Offer Offer { get; } = new IncidentOffer("propose", "Change the playbook", "Propose a change of the playbook for a lesson", Permissions.Learn, EditForm.Read)
    {
        Usage = "lesson",
        Sample = (incident, at) => incident.Learning.Lessons.Values.FirstOrDefault(l => l.Became is null or LessonChange { Standing: ChangeStanding.Rejected or ChangeStanding.NoLongerFits }) is { } lesson
            ? new ProposeChange(lesson.Number, new ChangeCadence(at.Playbook.Severities[0].Id, at.Playbook.Severities[0].UpdateEvery + TimeSpan.FromMinutes(1)))
            : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (!incident.Learning.Lessons.TryGetValue(Lesson, out var lesson)) return new Refused($"{incident.Name} has no lesson {Lesson}.", "/incident review");
        if (NotNow(incident, lesson) is { } no) return no;
        var attempt = lesson.Became is LessonChange before ? before.Attempt + 1 : 1;
        var playbook = at.Organisation.Current ?? at.Playbook;
        var change = new LessonChange(attempt, Edit, at.Who.Person, new("", null, null), playbook.Version).Pending(incident, lesson).On(playbook);
        return change.Misfit is { } misfit
            ? new Refused($"The playbook can't take that: {misfit}", Field: "what")
            : new ChangeProposed(Lesson, attempt, Edit, change.Shown, change.Version);
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        $"Proposed. Another person looks at before and after in the room, and approves or rejects it.";

    private Decision? NotNow(Incident incident, Lesson lesson) => lesson.Became switch
    {
        _ when incident.Status == Status.Closed => new Refused($"{incident.Name} is closed. Open it again to propose a change.", "/incident reopen why"),
        LessonChange { Standing: ChangeStanding.Proposed } proposed when proposed.Edit == Edit => new Already($"That is proposed already."),
        LessonChange { Standing: ChangeStanding.Proposed } =>
            new Refused($"Lesson {Lesson} is proposed already. Once that is approved or rejected, another one can follow.", "/incident playbook"),
        LessonChange { Standing: ChangeStanding.Applied } =>
            new Refused($"Lesson {Lesson} has changed the playbook already. What else must change is a lesson of its own.", "/incident lesson what must change"),
        ActionItem => new Refused($"Lesson {Lesson} is an action item. What the playbook must say is a lesson of its own.", "/incident lesson what must change"),
        _ => null,
    };
}

/// <summary>A change of the playbook was proposed; the organisation is told.</summary>
/// <param name="Version">The version that before and after were drawn from.</param>
[StoredAs("learning.change-proposed", 1)]
public sealed record ChangeProposed(int Lesson, int Attempt, PlaybookEdit Edit, Shown Shown, int Version) : Event<Incident>
{
    internal override Rich Line => $"change of the playbook proposed for lesson {Lesson} ({Shown.Place})";

    internal override Incident Evolve(Incident i) => i.Learning.Lessons.TryGetValue(Lesson, out var lesson)
        ? i with { Learning = i.Learning.With(lesson with { Became = new LessonChange(Attempt, Edit, i.Head.By, Shown, Version) }) }
        : i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        var lesson = now.Learning.Lessons[Lesson];
        var change = new LessonChange(Attempt, Edit, recorded.By, Shown, Version).Pending(now, lesson);
        yield return new Errand(StreamId.Organisation, new ProposePlaybookChange(change), refused => new LearnOfChange(new ChangeReturned(Lesson, Attempt, Words(refused))));
    }

    private static Text Words(Refused refused) => refused.Why.ToString();
}
