using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Before and after, in words and as parts of a card.</summary>
internal static class ChangeWords
{
    /// <summary>One sentence for answers.</summary>
    public static Rich Of(Shown shown) => (shown.Before, shown.After) switch
    {
        (null, { } after) => (Rich)$"{shown.Place:b}: new is {after:quote}.",
        ({ } before, null) => (Rich)$"{shown.Place:b}: {before:quote} goes.",
        _ => (Rich)$"{shown.Place:b}: it reads {shown.Before:quote} now, and would read {shown.After:quote}.",
    };

    /// <summary>Two facts for cards.</summary>
    public static FactSet Facts(Shown shown) => new(
    [
        new("Place", $"{shown.Place}"), new("Before", shown.Before is { } before ? (Rich)$"{before}" : "nothing yet"),
        new("After", shown.After is { } after ? (Rich)$"{after}" : "nothing; it is taken out"),
    ]);
}
