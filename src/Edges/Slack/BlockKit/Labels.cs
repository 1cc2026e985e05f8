using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>Texts where Slack draws no markup: characters as they are, in one line, never empty.</summary>
internal static class Labels
{
    public static string Line(string text, int longest) => Shortened.Line(Cleaned.Line(text), longest) is { Length: > 0 } line ? line : "…";

    public static Option Option(Choice choice) => new(Line(choice.Title, BlockLimits.OptionText), choice.Value);

    /// <summary>Choices that fit: no more than a menu takes, none whose value is too long.</summary>
    public static System.Collections.Immutable.ImmutableArray<Option> Options(IEnumerable<Choice> choices) =>
        [.. choices.Where(c => c.Value.Length is > 0 and <= BlockLimits.OptionValue).Take(BlockLimits.Options).Select(Option)];
}
