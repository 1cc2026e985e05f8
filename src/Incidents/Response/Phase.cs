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

    /// <summary>"The threat is contained".</summary>
    public static string IsOver(this Phase phase) => phase switch
    {
        Phase.Contain => "The threat is contained",
        Phase.Eradicate => "Its cause is removed",
        _ => "Everything runs as before",
    };

    /// <summary>The word that ends it.</summary>
    public static string EndWord(this Phase phase) => phase switch
    {
        Phase.Contain => "contained",
        Phase.Eradicate => "eradicated",
        Phase.Recover => "recovered",
        _ => "resolve",
    };

    /// <summary>What it is about, after "Next:".</summary>
    public static string Aim(this Phase phase) => phase switch
    {
        Phase.Contain => "contain the threat",
        Phase.Eradicate => "remove the cause",
        Phase.Recover => "get everything back to normal",
        _ => "resolve it when nothing is left to watch",
    };
}
