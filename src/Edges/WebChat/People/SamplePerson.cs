using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.WebChat.People;

/// <summary>Somebody of the sample organisation.</summary>
/// <param name="Handle">What follows the @; their id is <c>web:</c> and this.</param>
/// <param name="Job">What they do, in two or three words.</param>
/// <param name="Phone">Of the numbers that are reserved for fiction.</param>
/// <param name="Groups">Groups of the playbook that they are in.</param>
public sealed record SamplePerson(string Handle, string Name, string Job, string Phone, ImmutableArray<string> Groups)
{
    /// <summary>Their id.</summary>
    public Person Person { get; } = new($"{WebChatPlatform.PlatformName}:{Handle}");
}

/// <summary>The people of the sample organisation; they exist in the web chat alone.</summary>
public static class SamplePeople
{
    /// <summary>All of them, in the order in which a group is asked.</summary>
    public static ImmutableArray<SamplePerson> All { get; } =
    [
        new("ana", "Ana Ruiz", "Head of security", "+44 1632 960101", ["staff", "leads", "security"]),
        new("ben", "Ben Okafor", "IT operations", "+44 1632 960102", ["staff", "on-call", "it-operations"]),
        new("chi", "Chi Nguyen", "Finance", "+44 1632 960103", ["staff"]),
        new("dana", "Dana Weiss", "Security analyst", "+44 1632 960104", ["staff", "on-call", "security"]),
        new("emil", "Emil Larsen", "Communications", "+44 1632 960105", ["staff", "communications"]),
        new("farah", "Farah Haddad", "Head of IT operations", "+44 1632 960106", ["staff", "leads", "it-operations"]),
        new("goran", "Goran Petrov", "IT operations", "+44 1632 960107", ["staff", "on-call", "it-operations"]),
    ];
}
