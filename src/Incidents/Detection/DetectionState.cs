using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>What was reported.</summary>
/// <param name="Number">42 of INC-42.</param>
/// <param name="What">In the reporter's words.</param>
/// <param name="Where">Where they saw it, if they said.</param>
/// <param name="Feels">How bad it feels, if they said.</param>
/// <param name="Category">Suggested by their words, or chosen; null while unknown.</param>
/// <param name="Reporter">Null when confidential: then nobody sees the name here.</param>
/// <param name="Platform">Where it was reported, and so where its room opens: <c>web</c>.</param>
public sealed record DetectionState(
    int Number, Text What, Text? Where, string? Feels, string? Category, Person? Reporter, DateTimeOffset ReportedAt, string Platform, Visibility Visibility)
{
    /// <summary>Reports that turned out to be the same and were merged into this.</summary>
    public ImmutableArray<OtherReport> Others { get; init; } = [];

    /// <summary>Numbers of open incidents that looked alike when it was reported.</summary>
    public ImmutableArray<int> Alike { get; init; } = [];

    /// <summary>Everybody who reported it and may be told so.</summary>
    public IEnumerable<Person> Reporters =>
        Others.Select(o => o.Reporter).Prepend(Visibility.Confidential ? null : Reporter).OfType<Person>().Distinct().Where(Visibility.MayKnow);

    /// <summary>The room's name, without the platform's marks.</summary>
    public required string RoomName { get; init; }
}

/// <summary>Who may know of an incident.</summary>
/// <param name="Private">Does not exist for those who are not in it.</param>
/// <param name="Confidential">The reporter's name is known to nobody but the current commander, on request.</param>
/// <param name="Excluded">Never invited, told, paged or shown it, whatever their role.</param>
public sealed record Visibility(bool Private, bool Confidential, ImmutableArray<Person> Excluded)
{
    /// <summary>Open to everyone.</summary>
    public static Visibility Open { get; } = new(false, false, []);

    /// <summary>Left out when it went private, or taken out of its room: as if never told, until somebody lets them in again.</summary>
    [JsonIgnore]
    public ImmutableArray<Person> LeftOut { get; init; } = [];

    /// <summary>Everybody who is not to be told.</summary>
    [JsonIgnore]
    public ImmutableArray<Person> Barred => [.. Excluded, .. LeftOut];

    /// <summary>Whether this person may be told of it.</summary>
    public bool MayKnow(Person person) => !Excluded.Contains(person) && !LeftOut.Contains(person);
}
