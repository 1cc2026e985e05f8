namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>What is said to somebody who wants to decide what is decided already.</summary>
internal static class Decided
{
    /// <summary>How it was decided, kindly.</summary>
    public static Rich How(Incident incident) => incident.Assessment.Verdict switch
    {
        null => (Rich)$"{incident.Name:b} is not decided yet.",
        { Outcome: Outcome.Declared } v => (Rich)$"{incident.Name:b} is {Standing(incident)}, declared by {v.By} at {v.At}.",
        { Outcome: Outcome.Duplicate } v => (Rich)$"{incident.Name:b} is the same as {v.Survivor}; it goes on there.",
        { Outcome: Outcome.FalsePositive } v => (Rich)$"{incident.Name:b} is a false positive, decided by {v.By} at {v.At}.",
        var v => (Rich)$"{incident.Name:b} is not an incident, decided by {v.By} at {v.At}.",
    };

    /// <summary>No, and what can be done instead.</summary>
    public static Refused No(Incident incident) => new(How(incident), incident.Status switch
    {
        Status.Responding => "/incident severity SEV… because …",
        Status.Merged => incident.Assessment.Verdict is { MergedPrivately: false, MergedNumber: { } number } ? $"/incident INC-{number} status" : "/incident list",
        _ => "/incident reopen because …",
    });

    private static string Standing(Incident incident) =>
        incident.Status is Status.Responding ? incident.Response.Severity ?? "" : $"over; it was {incident.Response.Severity}";
}
