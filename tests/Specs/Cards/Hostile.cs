using System.Collections.Immutable;
using System.Text;

namespace ChatOpsIncident.Specs.Cards;

/// <summary>What people and programs can type.</summary>
internal static class Hostile
{
    public static ImmutableArray<string> Texts { get; } =
    [
        "**bold** _em_ `code` ~~gone~~ [x](https://evil.example) ![i](https://evil.example/i.png) <b>html</b> <at>Ana</at> <!channel> <@web:ana> @everyone &lt; | a |",
        "# heading", "- item", "+ item", "* item", "1. item", "12) item", "> quote", "---", "***", "===", "```\ncode\n```", "    indented", "\tindented",
        "{{TIME(2026-11-23T12:00:00Z)}} {{DATE(2026-11-23T12:00:00Z, SHORT)}}", "{{{TIME(2026-11-23T12:00:00Z)}}}", "[a]: https://evil.example\n[a]",
        "\u202Egnp.exe\u202C \u2066x\u2069 \u200Bhidden\uFEFF", "lone \uD83D surrogate \uDE00 here", "bell\u0007 null\0 esc\u001B[31m", "line one\r\nline two\n\n\nline four",
        "https://evil.example/ mailto:x@y.example", "\\*already escaped\\*", "العربية ‏ עברית ‎", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 é", "", " ", "\n",
    ];

    public static ImmutableArray<string> Huge { get; } =
    [
        new('x', 100_000), new('*', 100_000), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 9_000)), "e" + new string('\u0301', 100_000), string.Concat(Enumerable.Repeat("漢字", 50_000)),
        new('\uD83D', 100_000), string.Concat(Enumerable.Repeat("a\n", 50_000)), new string('\u202E', 50_000) + new string('{', 50_000),
    ];

    /// <summary>No half of a surrogate pair.</summary>
    public static void IsWhole(string text) => new UTF8Encoding(false, true).GetByteCount(text).ShouldBeGreaterThanOrEqualTo(text.Length);
}
