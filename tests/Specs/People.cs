using System.Collections.Immutable;

namespace ChatOpsIncident.Specs;

/// <summary>People, a moment and a small playbook for specs.</summary>
internal static class People
{
    public static readonly Person Ana = new("web:ana");
    public static readonly Person Ben = new("web:ben");
    public static readonly Person Chi = new("web:chi");

    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static Moment Moment(Person? who = null) => new(
        Noon, new Actor(who ?? Ana, ["staff"]), SmallPlaybook, Organisation.Empty,
        new Roster([Ben], ImmutableDictionary<string, ImmutableArray<Person>>.Empty.Add("leads", [Ben, Chi])))
    { NextNumber = 42 };

    public static Playbook SmallPlaybook { get; } = new()
    {
        Version = 1,
        Severities =
        [
            new("SEV1", "Critical", "the business stands still", TimeSpan.FromMinutes(30), []), new("SEV2", "Major", "an important service suffers", TimeSpan.FromMinutes(60), []),
            new("SEV3", "Minor", "a few are hindered", TimeSpan.FromHours(4), []), new("SEV4", "Low", "a nuisance", TimeSpan.FromHours(24), []),
        ],
        Questions = [],
        Rules = [],
        Categories = [new("phishing-bec", "Phishing", ["phish", "bank details"], false, null, [], [], [])],
        Roles = [new("commander", "Incident commander", "leads", [], ["leads"]), new("scribe", "Scribe", "writes", [], [])],
        Checklist = [],
        Prompts = [new("what", "What happened, from where you stood?")],
        PromptsOpen = TimeSpan.FromDays(3),
        Permissions = Permissions.All.ToImmutableDictionary(p => p, _ => ImmutableArray.Create("everyone")),
        ReportEscalation = [new(["on-call"], TimeSpan.FromMinutes(5)), new(["group:leads"], TimeSpan.FromMinutes(10))],
        EscalationRepeat = TimeSpan.FromMinutes(15),
    };
}
