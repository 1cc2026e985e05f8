namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>A severity in what somebody typed: <c>SEV2</c>, <c>sev 2</c>, <c>2</c>, <c>Major</c>.</summary>
internal static class SeverityWords
{
    private static readonly char[] Marks = [',', ':', '.'];

    /// <summary>The severity at the beginning, known or not, and the rest; null if it begins with something else.</summary>
    public static (string? Severity, string? Words) Split(string words, Playbook playbook)
    {
        if (string.IsNullOrWhiteSpace(words)) return (null, null);
        var parts = words.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        var joined = parts is ["sev" or "SEV" or "Sev", var digit, ..] && digit.TrimEnd(Marks).All(char.IsAsciiDigit);
        var first = (joined ? "SEV" + parts[1] : parts[0]).TrimEnd(Marks);
        if (first.All(char.IsAsciiDigit)) first = "SEV" + first;
        var level = playbook.Severity(first) ?? playbook.Severities.FirstOrDefault(s => string.Equals(s.Name, first, StringComparison.OrdinalIgnoreCase));
        if (level is null && !LooksLikeOne(first)) return (null, words);
        var rest = string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(joined ? 2 : 1));
        return (level?.Id ?? first, rest);
    }

    /// <summary>There is no such severity, and which there are.</summary>
    /// <param name="word">The offer's word, for what to type instead.</param>
    public static Refused Unknown(string severity, Playbook playbook, string word)
    {
        var (worst, mildest) = (playbook.Severities[0], playbook.Severities[^1]);
        var example = playbook.Severities[Math.Min(1, playbook.Severities.Length - 1)];
        return new($"There is no {severity}. The playbook knows {worst.Id} (worst) to {mildest.Id}.", $"/incident {word} {example.Id} because …", "severity");
    }

    private static bool LooksLikeOne(string word) =>
        word.StartsWith("SEV", StringComparison.OrdinalIgnoreCase) && word.Length > 3 && word[3..].All(char.IsAsciiDigit);
}
