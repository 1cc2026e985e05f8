namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>How much text one entry takes.</summary>
internal static class Fits
{
    /// <summary>In characters; the longest that every platform's form takes.</summary>
    public const int Longest = 3000;

    /// <summary>Null if it fits; else how long it is and what to do.</summary>
    public static Refused? TooLong(string? text, string field, int longest = Longest) => text is { Length: var length } && length > longest
        ? new Refused($"That is {length} characters; {longest} fit here. Send the beginning now and the rest as a note.", "/incident note the rest", field)
        : null;
}
