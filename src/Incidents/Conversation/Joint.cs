using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Where somebody's words meet ours: a sentence ends once. Words may end in a stop of their own, or in none.</summary>
internal static class Joint
{
    private const string Ends = ".!?…。！？";

    /// <summary>Appends the run so that "It is locked." and ". Next: …" come to one stop, and a stop in the middle of a sentence falls away.</summary>
    public static void Append(ImmutableArray<Run>.Builder runs, Run next)
    {
        if (next is not Plain { Text: var ours } || runs.Count == 0 || Last(runs[^1]) is not { } end || !Ends.Contains(end, StringComparison.Ordinal)) runs.Add(next);
        else if (IsStop(ours)) Add(runs, ours[1..]);
        else
        {
            if (end == '.' && GoesOn(ours)) runs[^1] = WithoutStop(runs[^1]);
            runs.Add(next);
        }
    }

    private static void Add(ImmutableArray<Run>.Builder runs, string rest)
    {
        if (rest.Length > 0) runs.Add(new Plain(rest));
    }

    private static bool IsStop(string ours) => ours is ['.'] || (ours is ['.', var then, ..] && char.IsWhiteSpace(then));

    /// <summary>The sentence is not over: a comma, or a word that does not begin one.</summary>
    private static bool GoesOn(string ours) => ours is [',' or ';' or ':', ..] || (ours is [' ', var letter, ..] && char.IsLower(letter));

    private static char? Last(Run run) => run switch
    {
        Plain { Text: var text } => text.AsSpan().TrimEnd() is [.., var last] ? last : null,
        Styled { Style: not Style.Code, Inner.Runs: [.., var last] } => Last(last),
        _ => null,
    };

    /// <summary>One full stop goes, an ellipsis of dots stays.</summary>
    private static Run WithoutStop(Run run) => run switch
    {
        Plain { Text: var text } plain when text.TrimEnd() is [.., not '.', '.'] words => plain with { Text = words[..^1] },
        Styled styled => styled with { Inner = new(styled.Inner.Runs.SetItem(styled.Inner.Runs.Length - 1, WithoutStop(styled.Inner.Runs[^1]))) },
        _ => run,
    };
}
