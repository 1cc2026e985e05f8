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
}

/// <summary>What a question may look at.</summary>
/// <param name="Incident">The incident it was asked in or about; null outside.</param>
/// <param name="Timeline">Its events, if the question needs them.</param>
/// <param name="List">Rows that this person may see, newest first, if the question needs them.</param>
public sealed record View(Incident? Incident, Moment At, ImmutableArray<Recorded> Timeline, ImmutableArray<ListRow> List);
