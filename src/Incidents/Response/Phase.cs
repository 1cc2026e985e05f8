namespace ChatOpsIncident.Incidents.Response;

/// <summary>A phase of the response.</summary>
public enum Phase { None, Contain, Eradicate, Recover, Done }

/// <summary>A phase as people say it.</summary>
internal static class PhaseWords
{
    /// <summary>To "contain", to "eradicate", to "recover".</summary>
    public static string InWords(this Phase phase) => phase switch
    {
        Phase.Contain => "contain",
        Phase.Eradicate => "eradicate",
        Phase.Recover => "recover",
        Phase.Done => "finish",
        _ => "begin",
    };

    /// <summary>What the response does: "containing since …".</summary>
    public static string Doing(this Phase phase) => phase switch
    {
        Phase.Contain => "containing",
        Phase.Eradicate => "eradicating",
        Phase.Recover => "recovering",
        Phase.Done => "recovered",
        _ => "beginning",
    };
}
