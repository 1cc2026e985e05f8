using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Who took part: who reported it, looked at it, had a role or helped, and who was asked before; never who must not know.</summary>
internal static class Participants
{
    public static ImmutableArray<Person> Of(Incident incident)
    {
        var reported = incident.Reported;
        IEnumerable<Person?> part =
        [
            .. incident.Learning.Asked, reported.Visibility.Confidential ? null : reported.Reporter, incident.Assessment.Acknowledged?.By,
            .. incident.Response.Roles.Values, .. incident.Response.Responders,
        ];
        return [.. part.OfType<Person>().Distinct().Where(reported.Visibility.MayKnow)];
    }
}
