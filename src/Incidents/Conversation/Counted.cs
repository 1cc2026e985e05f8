using System.Globalization;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Counts as people write them: "two tasks", "one task", "no tasks", "14 tasks".</summary>
internal static class Counted
{
    private static readonly string[] Words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Within a sentence.</summary>
    public static string Of(int count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>At the beginning of a sentence.</summary>
    public static string First(int count, string one, string? many = null) => Of(count, one, many) is var words ? char.ToUpperInvariant(words[0]) + words[1..] : "";

    /// <summary>"is" or "are".</summary>
    public static string Are(int count) => count == 1 ? "is" : "are";

    private static string Number(int count) => count >= 0 && count < Words.Length ? Words[count] : count.ToString(CultureInfo.InvariantCulture);
}
