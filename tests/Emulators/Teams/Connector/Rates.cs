namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>How often a bot may call, in one thread and in the whole organisation, as published.</summary>
public sealed class Rates
{
    private static readonly (int Most, int Seconds)[] Writing = [(7, 1), (8, 2), (60, 30), (1800, 3600)];
    private static readonly (int Most, int Seconds)[] Reading = [(14, 1), (16, 2), (120, 30), (3600, 3600)];

    private readonly CallWindows windows = new();

    /// <summary>Off: nothing is refused for being too much.</summary>
    public bool On { get; set; } = true;

    /// <summary>How long to wait; null if the call may go on.</summary>
    internal TimeSpan? Take(TeamsCall call, DateTimeOffset now, out TimeSpan? early)
    {
        early = null;
        return On ? windows.Take([.. Windows(call)], now, out early) : null;
    }

    private static IEnumerable<(string Key, int Most, TimeSpan Window)> Windows(TeamsCall call)
    {
        var limits = call.Operation switch
        {
            "send" or "update" or "delete" or "create" => Writing,
            "members" or "member" or "team" or "channels" or "conversations" => Reading,
            _ => null,
        };
        if (limits is null) yield break;
        var what = limits == Writing ? "write" : "read";
        foreach (var (most, seconds) in limits) yield return ($"{what} {call.Conversation} {seconds}", most, TimeSpan.FromSeconds(seconds));
        yield return ("all", 50, TimeSpan.FromSeconds(1));
    }
}
