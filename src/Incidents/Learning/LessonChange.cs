using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>A lesson that was proposed as a change of the playbook.</summary>
/// <param name="Attempt">1 for the first proposal of this lesson; a rejected one may be followed by another.</param>
/// <param name="Author">Who proposed it; another person approves.</param>
/// <param name="Shown">Before and after, as of version <paramref name="Version"/>.</param>
public sealed record LessonChange(int Attempt, PlaybookEdit Edit, Person? Author, Shown Shown, int Version) : LessonOutcome
{
    /// <summary>Where it stands.</summary>
    public ChangeStanding Standing { get; init; }

    /// <summary>The version that it became part of.</summary>
    public int? AppliedIn { get; init; }

    /// <summary>Who approved or rejected it.</summary>
    public Person? DecidedBy { get; init; }

    /// <summary>Why it was rejected, or why it no longer fits.</summary>
    public Text? Why { get; init; }

    public override bool Settled => Standing is ChangeStanding.Applied or ChangeStanding.Rejected;

    /// <summary>The change as the organisation knows it.</summary>
    internal PendingChange Pending(Incident incident, Lesson lesson) => new(
        PendingChange.IdOf(incident.Id, lesson.Number, Attempt),
        new(incident.Id, incident.Reported.Visibility.Private ? null : incident.Name, lesson.Number, Attempt, incident.Reported.Visibility.Private ? null : lesson.What),
        Edit, Author, Shown, Version);
}

/// <summary>Where a proposed change stands.</summary>
public enum ChangeStanding { Proposed, NoLongerFits, Applied, Rejected }
