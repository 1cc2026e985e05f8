using System.Collections.Immutable;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>Who is who in the simulated organisation.</summary>
internal sealed class SimDirectory : IDirectory
{
    private static readonly ImmutableArray<string> Names = ["ana", "ben", "chi", "dan", "eve", "fay"];

    public static ImmutableArray<Person> Everyone { get; } = [.. Names.Select(n => new Person("web:" + n))];

    public static Person Ana { get; } = Everyone[0];

    public string Platform => "web";

    private static readonly ImmutableDictionary<string, ImmutableArray<Person>> Groups = ImmutableDictionary<string, ImmutableArray<Person>>.Empty
        .Add("staff", Everyone).Add("leads", [Everyone[0], Everyone[1]]).Add("security", [Everyone[0], Everyone[2]])
        .Add("it-operations", [Everyone[1], Everyone[4]]).Add("communications", [Everyone[2], Everyone[5]]);

    /// <summary>Who is on call, by the hour; nobody in every fifth.</summary>
    public static Roster RosterAt(DateTimeOffset at) => new(at.Hour % 5 == 0 ? [] : [Everyone[1 + at.Hour % 2]], Groups);

    public static Actor ActorOf(Person person) => new(person, [.. RosterAt(default).Groups.Where(g => g.Value.Contains(person)).Select(g => g.Key)]);

    public Task<Actor?> Find(Person person, CancellationToken cancel = default) => Task.FromResult(Everyone.Contains(person) ? ActorOf(person) : null);

    public Task<Roster> Roster(DateTimeOffset at, CancellationToken cancel = default) => Task.FromResult(RosterAt(at));

    public string NameOf(Person person) => person.Id.Split(':')[^1];
}
