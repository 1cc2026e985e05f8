namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>The plan is drawn for everyone at once: for somebody in every group who has done nothing yet.</summary>
internal static class Everyone
{
    /// <summary>Ids always name a platform, so nobody is called this.</summary>
    public static Person Anybody { get; } = new("anybody");

    /// <summary>The moment of the last event, so that the plan depends on the stream alone.</summary>
    public static Moment At(Incident incident, Playbook pinned)
    {
        var groups = pinned.Roles.SelectMany(r => r.Groups.Concat(r.Deputies)).Concat(pinned.Permissions.Values.SelectMany(p => p))
            .Select(g => g.StartsWith("group:", StringComparison.Ordinal) ? g["group:".Length..] : g);
        return new(incident.Head.At, new Actor(Anybody, [.. groups]), pinned, Organisation.Empty, Roster.Empty) { Stream = incident.Id };
    }
}
