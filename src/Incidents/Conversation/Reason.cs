namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Reasons as people type them: with or without "because" before.</summary>
internal static class Reason
{
    private const string Because = "because";

    /// <summary>Without the "because"; null if nothing is left.</summary>
    public static string? Of(string? words)
    {
        var reason = words?.Trim() ?? "";
        if (reason.StartsWith(Because, StringComparison.OrdinalIgnoreCase) && (reason.Length == Because.Length || !char.IsLetterOrDigit(reason[Because.Length])))
            reason = reason[Because.Length..].TrimStart(' ', ',', ':');
        return reason is "" or "…" or "..." ? null : reason;
    }

    /// <summary>What stands before "because", and what after; null where nothing stands.</summary>
    public static (string? What, string? Why) Split(string words)
    {
        var at = (" " + words).IndexOf(" " + Because + " ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? (Of(words), null) : (Of(words[..Math.Max(0, at - 1)].TrimEnd(' ', ',')), Of(words[at..]));
    }
}
