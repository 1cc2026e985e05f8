using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>Who stands for "on-call" in one incident.</summary>
internal static class OnDuty
{
    /// <summary>Whoever is on call; while that is nobody, whoever said "I look at it": else a report in an organisation without a rotation ends nowhere.</summary>
    /// <param name="incident">Null outside any.</param>
    public static ImmutableArray<Person> Of(Incident? incident, Roster roster)
    {
        ImmutableArray<Person> onCall = [.. roster.OnCall.Concat(roster.In("on-call")).Distinct()];
        return onCall.IsEmpty && roster.IsRead && incident?.Assessment.Acknowledged is { } looks ? [looks.By] : onCall;
    }
}
