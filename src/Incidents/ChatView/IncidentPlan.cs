namespace ChatOpsIncident.Incidents.ChatView;

public sealed partial record ChatPlan
{
    /// <summary>What the chat should show of this incident; pure, and the same for everyone.</summary>
    public static ChatPlan Of(Incident incident, Playbook pinned)
    {
        _ = pinned;
        return incident.Detection is null ? Nothing : new(null, []);
    }
}
