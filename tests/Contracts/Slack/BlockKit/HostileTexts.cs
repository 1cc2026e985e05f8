using System.Collections.Immutable;

namespace ChatOpsIncident.Contracts.Slack.BlockKit;

/// <summary>What people and programs can type.</summary>
internal static class HostileTexts
{
    public static ImmutableArray<string> All { get; } =
    [
        "<!channel> <!here> <!everyone> <@U0ANA> <#C0GENERAL> <!subteam^S1> @channel @here @everyone #general", "<https://evil.example|your bank> https://evil.example mailto:x@y.example",
        "*bold* _em_ ~gone~ `code` ```\nblock\n``` :tada: :+1: 12:30:45 a_b_c db_prod_01 2*3*4", "> quote\n>>> all\n&gt; decoded", "<!date^1^{date}|x> &amp; &lt;b&gt; & && <",
        "\u202Egnp.exe\u202C \u2066x\u2069 \u200Bhidden\uFEFF", "lone \uD83D surrogate \uDE00 here", "bell\u0007 null\0 esc\u001B[31m", "line one\r\nline two\n\n\nline four",
        "العربية ‏ עברית ‎", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 é", "a|b>c<d", new('x', 100_000), new('*', 50_000), new('<', 50_000), new('&', 50_000), new(':', 50_000),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 9_000)), "e" + new string('\u0301', 50_000), string.Concat(Enumerable.Repeat("漢字", 30_000)), string.Concat(Enumerable.Repeat("a\n", 30_000)),
        new('\uD83D', 50_000), "", " ", "\n",
    ];
}
