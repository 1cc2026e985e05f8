using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>What a command comes to: events, nothing (it is so already), or a refusal.</summary>
public abstract record Decision
{
    public static implicit operator Decision(Event only) => new Happens([only]);

    public static implicit operator Decision(Event[] events) => new Happens([.. events]);

    public static implicit operator Decision(List<Event> events) => new Happens([.. events]);
}

/// <summary>These events are to be stored, in this order.</summary>
public sealed record Happens(ImmutableArray<Event> Events) : Decision;

/// <summary>It is so already: no event, a kind answer.</summary>
public sealed record Already(Rich Kindly) : Decision;

/// <summary>No, why, and what to do instead. The edge carries the person's own text back beside it.</summary>
public sealed record Refused(Rich Why, string? Instead = null, string? Field = null) : Decision;
