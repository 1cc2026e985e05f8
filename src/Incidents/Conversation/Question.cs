using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Something asked, answered by a card for who asked; nothing changes.</summary>
public abstract record Question
{
    /// <summary>Needs the incident's recorded events.</summary>
    public virtual bool NeedsTimeline => false;

    /// <summary>Needs the rows of open and recent incidents.</summary>
    public virtual bool NeedsList => false;

    /// <summary>Pure: the card.</summary>
    public abstract Card Answer(View view);

    /// <summary>Pure: a file that comes with the card; null: none.</summary>
    /// <param name="name">What people call a person.</param>
    public virtual AnswerFile? File(View view, Func<Person, string> name) => null;
}

/// <summary>A file made for who asked, once; nobody keeps it.</summary>
/// <param name="Name">Letters, digits, hyphens and one dot: <c>INC-42-review.html</c>.</param>
public sealed record AnswerFile(string Name, string MediaType, string Content);

/// <summary>What a question may look at.</summary>
/// <param name="Incident">The incident it was asked in or about; null outside.</param>
/// <param name="Timeline">Its events, if the question needs them.</param>
/// <param name="List">Rows that this person may see, newest first, if the question needs them.</param>
public sealed record View(Incident? Incident, Moment At, ImmutableArray<Recorded> Timeline, ImmutableArray<ListRow> List);
