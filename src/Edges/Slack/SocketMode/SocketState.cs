namespace ChatOpsIncident.Edges.Slack.SocketMode;

/// <summary>How it stands with the connections: for health, and for whoever runs the bot.</summary>
public sealed class SocketState
{
    private readonly Lock gate = new();
    private int connected;
    private string? trouble;

    /// <summary>Connections that were greeted and are open.</summary>
    public int Connected
    {
        get
        {
            lock (gate) return connected;
        }
    }

    /// <summary>Why there is none, and what to do; null while all is well.</summary>
    public string? Trouble
    {
        get
        {
            lock (gate) return connected > 0 ? null : trouble;
        }
    }

    internal void Up()
    {
        lock (gate) (connected, trouble) = (connected + 1, null);
    }

    internal void Down()
    {
        lock (gate) connected--;
    }

    /// <summary>True if it is news.</summary>
    internal bool Because(string says)
    {
        lock (gate)
        {
            if (trouble == says) return false;
            trouble = says;
            return true;
        }
    }
}
