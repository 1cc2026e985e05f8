using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The organisation tells the incident what became of its change. Comes by errand only, never from a person.</summary>
public sealed record LearnOfChange(ChangeNews News) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at) =>
        incident.Learning.Lessons.GetValueOrDefault(News.Lesson)?.Became is LessonChange { Settled: false } change && change.Attempt == News.Attempt
            ? News
            : new Already("That is known already.");
}

/// <summary>What became of a proposed change, as its incident keeps it.</summary>
public abstract record ChangeNews(int Lesson, int Attempt) : Event<Incident>
{
    internal abstract LessonChange After(LessonChange change);

    internal override Incident Evolve(Incident i) =>
        i.Learning.Lessons.TryGetValue(Lesson, out var lesson) && lesson.Became is LessonChange change && change.Attempt == Attempt
            ? i with { Learning = i.Learning.With(lesson with { Became = After(change) }) }
            : i;
}

/// <summary>It is part of the playbook now.</summary>
[StoredAs("learning.change-applied", 1)]
public sealed record ChangeApplied(int Lesson, int Attempt, int Version, Person? By) : ChangeNews(Lesson, Attempt)
{
    internal override Rich Line => $"{By} approved the change of lesson {Lesson}: playbook version {Version}";

    internal override LessonChange After(LessonChange change) => change with { Standing = ChangeStanding.Applied, AppliedIn = Version, DecidedBy = By, Why = null };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{By} approved the change of lesson {Lesson}. The playbook is version {Version} now; the next incident runs on it.");
    }
}

/// <summary>Somebody decided against it.</summary>
[StoredAs("learning.change-rejected", 1)]
public sealed record ChangeRejected(int Lesson, int Attempt, Text Reason, Person? By) : ChangeNews(Lesson, Attempt)
{
    internal override Rich Line => $"{By} rejected the change of lesson {Lesson}: {Reason:quote}";

    internal override LessonChange After(LessonChange change) => change with { Standing = ChangeStanding.Rejected, DecidedBy = By, Why = Reason };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{By} rejected the change of lesson {Lesson}: {Reason:quote}. It can be proposed in another form, or become an action item.");
    }
}

/// <summary>The playbook moved on at that place: before and after are new.</summary>
/// <param name="Misfit">Why it no longer fits; null: it fits.</param>
[StoredAs("learning.change-overtaken", 1)]
public sealed record ChangeOvertaken(int Lesson, int Attempt, Shown Shown, int Version, Text? Misfit) : ChangeNews(Lesson, Attempt)
{
    internal override Rich Line => $"the playbook is version {Version} now: before and after of the change of lesson {Lesson} are drawn anew";

    internal override LessonChange After(LessonChange change) => change with
    {
        Shown = Shown,
        Version = Version,
        Why = Misfit,
        Standing = Misfit is null ? ChangeStanding.Proposed : ChangeStanding.NoLongerFits,
    };
}

/// <summary>The organisation could not take it.</summary>
[StoredAs("learning.change-returned", 1)]
public sealed record ChangeReturned(int Lesson, int Attempt, Text Why) : ChangeNews(Lesson, Attempt)
{
    internal override Rich Line => $"the change of lesson {Lesson} came back: {Why:quote}";

    internal override LessonChange After(LessonChange change) => change with { Standing = ChangeStanding.NoLongerFits, Why = Why };
}
