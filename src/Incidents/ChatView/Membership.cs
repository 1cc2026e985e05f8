using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>Who belongs to an incident's room: who reported it, who was told, who responds; never who must not know.</summary>
internal static class Membership
{
    public static ImmutableArray<Person> Of(Incident incident)
    {
        var reported = incident.Reported;
        IEnumerable<Person?> people =
        [
            .. reported.Reporters, .. incident.Assessment.Told, incident.Assessment.Acknowledged?.By,
            .. incident.Response.Roles.Values, .. incident.Response.Responders,
        ];
        return [.. people.OfType<Person>().Distinct().Where(reported.Visibility.MayKnow)];
    }

    /// <summary>Who may look at a private incident: its room, and those asked to come.</summary>
    public static ImmutableArray<Person> MayLook(Incident incident) =>
        [.. Of(incident).Union(incident.Response.Called.Where(incident.Reported.Visibility.MayKnow))];
}
