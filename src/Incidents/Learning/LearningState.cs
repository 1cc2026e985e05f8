using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Prompts, contributions, review, lessons.</summary>
public sealed record LearningState
{
    /// <summary>When everybody was asked.</summary>
    public DateTimeOffset? PromptedAt { get; init; }

    /// <summary>Until when answers are waited for.</summary>
    public DateTimeOffset? PromptsCloseAt { get; init; }

    /// <summary>Who was asked, in order.</summary>
    public ImmutableArray<Person> Asked { get; init; } = [];

    /// <summary>Contributions so far.</summary>
    public int Contributions { get; init; }

    /// <summary>When the review was drawn up.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>When every lesson had become something and the incident was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Lessons by number.</summary>
    public ImmutableSortedDictionary<int, Lesson> Lessons { get; init; } = ImmutableSortedDictionary<int, Lesson>.Empty;
}

/// <summary>What the review says must change, and what it became.</summary>
public sealed record Lesson(int Number, Text What);
