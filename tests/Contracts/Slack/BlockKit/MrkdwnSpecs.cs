using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Emulators.Slack.BlockKit;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.Slack.BlockKit;

/// <summary>Text as Slack draws it: names, times and ways to rooms are ours, what people typed is data.</summary>
public sealed class MrkdwnSpecs
{
    private static readonly Person Ana = new("slack:U0ANA");
    private static readonly Person Ben = new("slack:U0BEN");
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly MrkdwnDialect Dialect = new(p => p == Ana ? "Ana Ruiz" : "Ben <b> Okafor", s => s == "S41" ? "C0ROOM41" : null, [Ben]);

    private static string Of(Rich text) => Dialect.Write(text).Replace("\u200B", "¦", StringComparison.Ordinal);

    [Fact]
    public void Only_who_is_to_be_notified_is_mentioned_everybody_else_is_named() => Of($"{Ana} asks {Ben}").ShouldBe("Ana Ruiz asks <@U0BEN>");

    [Fact]
    public void A_time_is_in_the_readers_zone_with_UTC_beside_it_and_with_words_for_old_clients() =>
        Of($"due {Noon}, by {Noon:date}").ShouldBe("due <!date^1795435200^{date_short_pretty}, {time}|23 Nov, 12:00 UTC> (23 Nov, 12:00 UTC), by <!date^1795435200^{date_short_pretty}|Mon 23 Nov>");

    [Fact]
    public void An_incident_is_a_way_to_its_channel_if_it_has_one() =>
        Of($"{new ToIncident("S41", "#inc-41")} and {new ToIncident("S42", "#inc-42-*x*")}").ShouldBe("<#C0ROOM41> and #inc-42-¦*¦x¦*¦");

    [Fact]
    public void Styles_stand_around_words_line_by_line() =>
        Of($"{"strong":b}, {new Text("said\n\nthis "):quote}{"/incident note":code}").ShouldBe("*strong*, _said_\n\n_this_`/incident note`");

    [Theory]
    [InlineData("<!channel> <@U0ANA>", "&lt;!channel&gt; &lt;@U0ANA&gt;")]
    [InlineData("*bold* a*b*c db_prod_01 _x_ ~y~", "¦*¦bold¦*¦ a*b*c db_prod_01 ¦_¦x¦_¦ ¦~¦y¦~¦")]
    [InlineData("`rm -rf`", "¦`¦rm -rf¦`¦")]
    [InlineData(":tada: at 12:30:45", ":¦tada: at 12:30:45")]
    [InlineData("> quoted\nx > y", "¦&gt; quoted\nx &gt; y")]
    [InlineData("a & b &amp; c", "a &amp; b &amp;amp; c")]
    public void What_somebody_typed_is_shown_as_it_was_typed(string typed, string written) => Of($"{new Text(typed)}").ShouldBe(written);

    [Fact]
    public void Only_https_addresses_are_links() =>
        Of($"{new ToAddress(new("https://example.org/a|b"), "the page|x")} {new ToAddress(new("http://example.org/"), "old")}").ShouldBe("<https://example.org/a%7Cb|the page¦x> old");

    [Fact]
    public void Whatever_is_typed_no_text_of_ours_is_broken_by_it()
    {
        foreach (var text in HostileTexts.All)
        {
            var written = Incidents.Cards.Shortened.Write($"{Ana}: {new Text(text):quote} {new Text(text):b} {new Text(text):code} at {Noon}", Dialect, 3000);
            written.Length.ShouldBeLessThanOrEqualTo(3000);
            Markup.Wrong(written).ShouldBeNull();
            var plain = Dialect.Plain($"{Ana} {new Text(text)}", 250);
            plain.Length.ShouldBeLessThanOrEqualTo(250);
            Markup.Wrong(plain).ShouldBeNull();
            foreach (var said in (string[])[written, plain]) said.ShouldSatisfyAllConditions(s => s.ShouldNotContain("<!channel>"), s => s.ShouldNotContain("<!here>"), s => s.ShouldNotContain("<@U0ANA>"), s => s.ShouldNotContain("<https://evil"));
        }
    }
}
