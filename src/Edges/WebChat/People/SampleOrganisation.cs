using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.WebChat.People;

/// <summary>People to act as, their groups and a rotation. It exists in the web chat alone: nobody here is ever told or paged anywhere else.</summary>
public sealed class SampleOrganisation : IDirectory
{
    private static readonly DateTimeOffset FirstHandOver = new(2024, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<Person, string> zones = new();

    public string Platform => WebChatPlatform.PlatformName;

    public Task<Actor?> Find(Person person, CancellationToken cancel = default) => Task.FromResult(ById(person) is { } known
        ? new Actor(person, [.. known.Groups]) { SignedIn = false, Zone = ZoneOf(person) }
        : null);

    public Task<Roster> Roster(DateTimeOffset at, CancellationToken cancel = default)
    {
        var groups = SamplePeople.All.SelectMany(p => p.Groups.Select(g => (Group: g, p.Person))).GroupBy(p => p.Group)
            .ToImmutableDictionary(g => g.Key, g => g.Select(p => p.Person).ToImmutableArray());
        return Task.FromResult(new Roster([OnCall(at).Person], groups));
    }

    public string NameOf(Person person) => ById(person)?.Name ?? "somebody who is not here any more";

    /// <summary>The person with this handle; null if nobody has it.</summary>
    public static SamplePerson? ByHandle(string? handle) => SamplePeople.All.FirstOrDefault(p => p.Handle == handle);

    /// <summary>The person with this id; null if it is nobody of the sample organisation.</summary>
    public static SamplePerson? ById(Person person) => SamplePeople.All.FirstOrDefault(p => p.Person == person);

    /// <summary>Who is on call: a week each, handed over on Mondays at 09:00 UTC.</summary>
    public static SamplePerson OnCall(DateTimeOffset at)
    {
        var rotation = SamplePeople.All.Where(p => p.Groups.Contains("on-call")).ToArray();
        var weeks = (long)Math.Floor((at - FirstHandOver).TotalDays / 7);
        return rotation[(int)(((weeks % rotation.Length) + rotation.Length) % rotation.Length)];
    }

    /// <summary>The zone in which this person reads and writes times: their browser's; until it said one, this machine's.</summary>
    public string ZoneOf(Person person) => zones.GetValueOrDefault(person, Here());

    /// <summary>Notes the zone of a person's browser; a name that is no zone changes nothing.</summary>
    public void InZone(Person person, string? zone)
    {
        if (zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) zones[person] = zone;
    }

    private static string Here() =>
        TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(TimeZoneInfo.Local.Id, out var id) ? id : "Etc/UTC";
}
