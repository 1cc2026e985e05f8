using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Something that happened, as it is stored. Past tense: <c>Contained</c>, <c>Declared</c>.</summary>
public abstract record Event
{
    /// <summary>When it happened by somebody's word, if that is not when it was recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Happened? Happened { get; init; }

    /// <summary>One line of the timeline, without who and when: "threat contained".</summary>
    [JsonIgnore]
    internal abstract Rich Line { get; }

    /// <summary>How the line reads together with who recorded it.</summary>
    [JsonIgnore]
    internal virtual Telling Telling => Telling.Aside;

    /// <summary>The points that the incident is measured between and that this event stands for.</summary>
    [JsonIgnore]
    internal virtual ImmutableArray<Anchor> Anchors => [];
}

/// <summary>An event of one aggregate.</summary>
public abstract record Event<TState> : Event
{
    /// <summary>Pure: the state after it. Never branches on a redactable value; reads time and actor from the state's <see cref="Head"/>.</summary>
    internal abstract TState Evolve(TState state);

    /// <summary>What it says once, to the room, to people, to other streams. <paramref name="now"/> is the newest state, <paramref name="recorded"/> this event.</summary>
    internal virtual IEnumerable<Outgoing> Sends(TState now, Recorded recorded) => [];
}

/// <summary>How a line of the timeline names who recorded it.</summary>
internal enum Telling
{
    /// <summary>The line stands by itself, their name before it: "Ana: severity SEV1 instead of SEV2".</summary>
    Aside,

    /// <summary>They are the line's subject: "Ana declared SEV2".</summary>
    WhoDid,

    /// <summary>The bot did it because of what they did: they are not named.</summary>
    Followed,
}

/// <summary>When something happened, by somebody's word.</summary>
public sealed record Happened(DateTimeOffset At, Sureness Sure = Sureness.Exact);

/// <summary>How sure the person is of a time.</summary>
public enum Sureness { Exact, About, Guess }

/// <summary>The name and schema version under which an event is stored: forever.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string type, int version) : Attribute
{
    /// <summary>For example <c>response.contained</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Raised when the stored shape changes.</summary>
    public int Version { get; } = version;
}
