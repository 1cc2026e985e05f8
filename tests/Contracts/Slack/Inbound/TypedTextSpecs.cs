using ChatOpsIncident.Edges.Slack.Inbound;

namespace ChatOpsIncident.Contracts.Slack.Inbound;

/// <summary>What Slack made of typed text is undone; what it means is kept.</summary>
public sealed class TypedTextSpecs
{
    [Theory]
    [InlineData("call <@U012ABC|ben> db", "call <@slack:U012ABC> db")]
    [InlineData("call <@W012ABC> db", "call <@slack:W012ABC> db")]
    [InlineData("see <#C01|general> and <#C02|>", "see #general and #C02")]
    [InlineData("mail from <http://example.com|example.com>", "mail from example.com")]
    [InlineData("mail from <mailto:a@example.com|a@example.com>", "mail from a@example.com")]
    [InlineData("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2")]
    [InlineData("<https://example.com|the wiki>", "the wiki (https://example.com)")]
    [InlineData("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("<!here> <!subteam^S1|@dba> <!subteam^S2>", "@here @dba @S2")]
    [InlineData("<!date^1392734382^{date}|Feb 18>", "Feb 18")]
    [InlineData("<@nobody> <> < 5", "@nobody  < 5")]
    [InlineData("  *bold* _it_ :tada:  ", "*bold* _it_ :tada:")]
    [InlineData(null, "")]
    public void For_the_engine(string? typed, string meant) => TypedText.ToEngine(typed).ShouldBe(meant);

    [Fact]
    public void Characters_that_play_tricks_do_not_get_in() => TypedText.ToEngine("a\u0000b\u202Ec").ShouldBe(Incidents.Cards.Cleaned.Text("a\u0000b\u202Ec"));

    [Fact]
    public void As_people_see_it() => TypedText.ToPlain("<@U1> wrote to <@U2|ben>", p => p.Id == "slack:U1" ? "Ana Ruiz" : "Ben").ShouldBe("@Ana Ruiz wrote to @Ben");
}
