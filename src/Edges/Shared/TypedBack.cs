using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>The words of an answer: what is, what was typed if nothing came of it, and what to do instead.</summary>
internal static class TypedBack
{
    /// <summary>Longer texts are given back on their own, whole.</summary>
    public const int LongestQuote = 900;

    public static Rich Words(Told told)
    {
        var words = told.Text;
        if (told.Card is null && told.YourText is { Length: > 0 and <= LongestQuote } typed) words += (Rich)$"\nYou wrote: {typed:quote}";
        if (told.Instead is { } instead) words += (Rich)$"\nInstead: {instead:code}";
        return words;
    }
}
