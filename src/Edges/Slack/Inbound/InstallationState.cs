namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>What Slack said about the installation itself: that it was removed, or a token revoked.</summary>
public sealed class InstallationState
{
    private readonly Lock gate = new();
    private string? trouble;

    /// <summary>What is wrong and what to do; null: nothing was said.</summary>
    public string? Trouble
    {
        get
        {
            lock (gate) return trouble;
        }
    }

    /// <summary>True if it is news.</summary>
    internal bool Because(string? says)
    {
        lock (gate)
        {
            if (trouble == says) return false;
            trouble = says;
            return true;
        }
    }
}
