namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Where an incident stands, in words.</summary>
public static class StatusWords
{
    /// <summary>"reported, not decided yet".</summary>
    internal static string InWords(this Status status) => status switch
    {
        Status.Reported => "reported, not decided yet",
        Status.Responding => "responding",
        Status.Resolved => "resolved, review to come",
        Status.Reviewed => "reviewed",
        Status.Closed => "closed",
        Status.Dismissed => "not an incident",
        Status.Merged => "merged into another",
        _ => "empty",
    };

    /// <summary>Somebody still works on it or has to decide.</summary>
    public static bool IsOpen(this Status status) => status is Status.Reported or Status.Responding;
}
