using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Which entries, and why: <c>redact 3 5 a password was in it</c>.</summary>
internal static class RedactForm
{
    private static readonly char[] Between = [' ', ','];

    public static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (arguments.From == Said.Words && arguments.Words is { } words) return FromWords(words);
        if (arguments.From == Said.Form) return new Redact(Numbers(arguments["entries"] ?? "", out _), arguments["reason"]);
        return new Form(
            "redact", incident.Id, "Remove words",
            [
                new TextField("entries", "Which entries? (numbers)", Max: 200) { Required = true, Value = arguments["entries"], Hint = "As the timeline numbers them: 3 5" },
                new TextField("reason", "Why?", Max: 500) { Required = true, Hint = "Without the words themselves: this stays on the record" },
            ],
            "Remove")
        {
            Intro = "Their words are deleted for good. What kind of entry it was, when and by whom stays, and the timeline can still be proven whole.",
        };
    }

    private static Redact FromWords(string words) => new(Numbers(words, out var rest), rest);

    /// <summary>The numbers that a text begins with, and what follows them.</summary>
    private static ImmutableArray<long> Numbers(string text, out string rest)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        rest = text.Trim();
        while (rest.Split(Between, 2)[0] is { Length: > 0 } word && long.TryParse(word.Trim('#', '[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            numbers.Add(number);
            rest = rest[word.Length..].TrimStart(Between);
        }
        return numbers.ToImmutable();
    }
}
