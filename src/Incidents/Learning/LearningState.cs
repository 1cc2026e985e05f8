using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Prompts, contributions, review, lessons.</summary>
public sealed record LearningState
{
    /// <summary>When everybody was asked.</summary>
    public DateTimeOffset? PromptedAt { get; init; }

    /// <summary>Until when answers are waited for.</summary>
    public DateTimeOffset? PromptsCloseAt { get; init; }

    /// <summary>What was asked, as the playbook had it then.</summary>
    public ImmutableArray<Prompt> Prompts { get; init; } = [];

    /// <summary>Who was asked, in order; a person's place here is the number of their card.</summary>
    public ImmutableArray<Person> Asked { get; init; } = [];

    /// <summary>Place in <see cref="Asked"/> → answered or skipped. Absent: no word yet.</summary>
    public ImmutableSortedDictionary<int, PromptReply> Replies { get; init; } = ImmutableSortedDictionary<int, PromptReply>.Empty;

    /// <summary>When the review was drawn up.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>When every lesson had become something and the incident was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Lessons by number.</summary>
    public ImmutableSortedDictionary<int, Lesson> Lessons { get; init; } = ImmutableSortedDictionary<int, Lesson>.Empty;

    /// <summary>How many answered.</summary>
    public int Contributions => Replies.Values.Count(r => r == PromptReply.Answered);

    /// <summary>Nobody is waited for any more.</summary>
    public bool EveryoneReplied => Replies.Count >= Asked.Length;

    /// <summary>After the incident was opened again: what was said stays, the review is drawn up anew.</summary>
    internal LearningState Reopened() => this with { PromptedAt = null, PromptsCloseAt = null, ReviewedAt = null, ClosedAt = null };

    internal LearningState With(Lesson lesson) => this with { Lessons = Lessons.SetItem(lesson.Number, lesson) };
}

/// <summary>What somebody did with the prompts.</summary>
public enum PromptReply { Answered, Skipped }

/// <summary>The points of an incident that a review measures between; null: it never came to that.</summary>
/// <param name="Reported">When it was reported.</param>
/// <param name="Acknowledged">When somebody said "I look at it".</param>
/// <param name="Decided">When triage ended.</param>
public sealed record MeasuredTimes(
    DateTimeOffset Reported, DateTimeOffset? Acknowledged, DateTimeOffset? Decided, DateTimeOffset? Contained, DateTimeOffset? Eradicated,
    DateTimeOffset? Recovered, DateTimeOffset? Resolved)
{
    /// <summary>From the anchors of the stages, as far as is known now: a time may be corrected after the review was drawn up, too.</summary>
    internal static MeasuredTimes Of(Incident incident)
    {
        var (assessment, response) = (incident.Assessment, incident.Response);
        var (reported, decided) = (incident.Reported.ReportedAt, assessment.Verdict?.At);
        return new(
            When(Anchor.Reported, reported) ?? reported,
            // Who decided without a word before has looked at it by that.
            assessment.Acknowledged is { } seen && seen.At == decided ? When(Anchor.Decided, decided) : When(Anchor.Acknowledged, assessment.Acknowledged?.At),
            When(Anchor.Decided, decided), When(Anchor.Contained, response.ContainedAt), When(Anchor.Eradicated, response.EradicatedAt),
            When(Anchor.Recovered, response.RecoveredAt), When(Anchor.Resolved, response.ResolvedAt));

        DateTimeOffset? When(Anchor point, DateTimeOffset? recorded) => incident.Anchors.When(point, recorded);
    }
}

/// <summary>What must change, and what it became.</summary>
/// <param name="Number">1, 2, 3 … within its incident.</param>
/// <param name="By">Who said so; null is the bot.</param>
public sealed record Lesson(int Number, Text What, Person? By)
{
    /// <summary>An action item or a playbook change; null: nothing yet.</summary>
    public LessonOutcome? Became { get; init; }

    /// <summary>Nothing more will come of it: applied, turned down, or verified.</summary>
    public bool Settled => Became?.Settled ?? false;
}

/// <summary>What a lesson became.</summary>
[JsonDerivedType(typeof(ActionItem), "action")]
[JsonDerivedType(typeof(LessonChange), "change")]
public abstract record LessonOutcome
{
    /// <summary>It has come to its end.</summary>
    public abstract bool Settled { get; }
}
