using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Cards;

public partial class MarkdownDialectSpecs
{
    private static string Write(Rich text) => Drawn.Dialect.Write(text);

    [Fact]
    public void Names_times_and_styles_are_drawn() => Write($"{Ana} took {"Scribe":b} at {Noon}; due {Noon:date}: {new Text("write"):quote} {"a1b2":code}")
        .ShouldBe("Ana took **Scribe** at {{TIME(2026-11-23T12:00:00Z)}} (23 Nov, 12:00 UTC); due {{DATE(2026-11-23T12:00:00Z, SHORT)}}: _write_ `a1b2`");

    [Fact]
    public void Where_no_code_is_drawn_it_stands_out_all_the_same() =>
        new MarkdownDialect(p => p.Id, _ => null, code: false).Write((Rich)$"Instead: {"/incident *x*":code}").ShouldBe("Instead: **/incident \\*x\\***");

    [Fact]
    public void A_time_in_any_zone_is_the_same_point_in_time() => Write($"{Noon.ToOffset(TimeSpan.FromHours(5))}").ShouldBe(Write($"{Noon}"));

    [Fact]
    public void Links_lead_to_rooms_and_to_secure_addresses_only()
    {
        Write(new ToIncident("S", "#inc-42")).ShouldBe("[#inc-42](#/room/S)");
        Write(new ToAddress(new("https://example.org/a(b)?c=d e"), "a [page]")).ShouldBe("[a \\[page\\]](https://example.org/a%28b%29?c=d%20e)");
        Write(new ToAddress(new("http://example.org"), "page")).ShouldBe("page");
        new MarkdownDialect(p => p.Id, _ => null).Write(new ToIncident("S", "#inc-42")).ShouldBe("\\#inc-42");
    }

    [Theory]
    [InlineData("**b** _e_ `c` ~s~", "\\*\\*b\\*\\* \\_e\\_ \\`c\\` \\~s\\~")]
    [InlineData("[x](https://evil.example)", "\\[x\\](https://evil.example)")]
    [InlineData("<at>Ana</at> <!channel> &lt;", "\\<at\\>Ana\\</at\\> \\<!channel\\> \\&lt;")]
    [InlineData("{{TIME(2026-11-23T12:00:00Z)}}", "\\{\\{TIME(2026-11-23T12:00:00Z)}}")]
    [InlineData("# a\n- b\n12) c\n=", "\\# a\n\n\\- b\n\n12\\) c\n\n\\=")]
    [InlineData("    code", "\u00A0\u00A0\u00A0\u00A0code")]
    [InlineData("\u202Egnp.exe\u202C\u0007\0", "gnp.exe")]
    [InlineData("one\r\n\r\n\r\ntwo", "one\n\ntwo")]
    public void What_a_person_types_stays_characters(string typed, string written) => Write($"{new Text(typed)}").ShouldBe(written);

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_unreadable() => Write($"{new Text("half \uD83D pair")}").ShouldBe("half \uFFFD pair");

    [Fact]
    public void A_function_can_not_be_put_together_from_two_texts() =>
        Write($"{new Text("{")}{new Text("{TIME(2026-11-23T12:00:00Z)}}")}").ShouldNotContain("{{");

    [Theory]
    [InlineData("a1b2", "`a1b2`")]
    [InlineData("a`b", "a\\`b")]
    [InlineData("{{{TIME(2026-11-23T12:00:00Z)}}}", "\\{\\{\\{TIME(2026-11-23T12:00:00Z)}}}")]
    [InlineData("one\ntwo", "one\n\ntwo")]
    public void Code_that_could_be_more_than_code_is_plain_text(string typed, string written) => Write($"{new Text(typed):code}").ShouldBe(written);

    [Fact]
    public void A_name_is_text_too() => new MarkdownDialect(_ => "*Ana*\n# [x]", _ => null).Write(new Named(Ana)).ShouldBe("\\*Ana\\* # \\[x\\]");

    [Fact]
    public void A_quote_of_several_paragraphs_is_emphasised_in_each() => Write($"{new Text("one \ntwo"):quote}.").ShouldBe("_one_\n\n_two_.");

    [Fact]
    public void Inside_a_word_there_are_no_marks() => Write($"un{"believ":b}able").ShouldBe("unbelievable");

    [Fact]
    public void No_text_leaves_an_active_mark_unescaped()
    {
        foreach (var text in Hostile.Texts)
        {
            var written = Write($"{new Text(text)}");
            Unescaped().IsMatch(written).ShouldBeFalse($"{text} → {written}");
            Hostile.IsWhole(written);
        }
    }

    [GeneratedRegex(@"(?<!\\)(\\\\)*[`*_\[\]<>&~{|]|^[ ]*([#+=-]|[0-9]+[.)])", RegexOptions.Multiline)]
    private static partial Regex Unescaped();
}
