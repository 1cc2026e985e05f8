using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Learning;

namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>Who belongs to an incident's room: who reported it, who was told, who responds; never who must not know.</summary>
public static class Membership
{
    /// <summary>Whether it exists for this person at all: never for those who must not know, and a private one only for those in it.</summary>
    public static bool IsOpenTo(Incident incident, Person person)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Detection is { Visibility: var visibility } && visibility.MayKnow(person) && (!visibility.Private || MayLook(incident).Contains(person));
    }

    internal static ImmutableArray<Person> Of(Incident incident)
    {
        var reported = incident.Reported;
        IEnumerable<Person?> people =
        [
            .. reported.Reporters, .. incident.Assessment.Told, incident.Assessment.Acknowledged?.By, .. incident.Assessment.LookedBefore,
            .. incident.Response.Roles.Values, .. incident.Response.Responders,
        ];
        return [.. people.OfType<Person>().Distinct().Where(reported.Visibility.MayKnow)];
    }

    /// <summary>Who may look at a private incident: its room, those asked to come, and those who see to what was agreed after it.</summary>
    internal static ImmutableArray<Person> MayLook(Incident incident) =>
        [.. Of(incident).Union(incident.Response.Called.Concat(Owners(incident)).Where(incident.Reported.Visibility.MayKnow))];

    private static IEnumerable<Person> Owners(Incident incident) => incident.Learning.Lessons.Values.Select(l => l.Became).OfType<ActionItem>().Select(a => a.Owner);
}
