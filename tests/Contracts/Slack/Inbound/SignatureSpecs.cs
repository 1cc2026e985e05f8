using System.Globalization;
using System.Text;
using ChatOpsIncident.Edges.Slack.Inbound;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack.Inbound;

/// <summary>Who hash it, and when.</summary>
public sealed class SignatureSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Noon);

    [Fact]
    public void The_published_vector_is_signed_as_Slack_signs_it()
    {
        var vector = Published.Json("signing_vector.json");
        var (body, timestamp, expected) = (Encoding.UTF8.GetBytes(vector.Text("raw_body")!), vector.Text("timestamp")!, vector.Text("expected")!);
        var signature = new Signature(vector.Text("signing_secret")!, clock);
        signature.Of(body, timestamp).ShouldBe(expected);
        signature.IsOf(body, timestamp, expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("another body", "1531420618", null)]
    [InlineData("the body", "1531420619", null)]
    [InlineData("the body", "1531420618", "v0=")]
    [InlineData("the body", "1531420618", "")]
    [InlineData("the body", "1531420618", "é")]
    [InlineData("the body", null, null)]
    public void Another_body_another_time_or_another_signature_is_not_genuine(string body, string? timestamp, string? hash)
    {
        var signature = new Signature("secret", clock);
        signature.IsOf(Encoding.UTF8.GetBytes(body), timestamp, hash ?? signature.Of("the body"u8, "1531420618")).ShouldBeFalse();
    }

    [Fact]
    public void Another_secret_or_upper_case_is_not_genuine()
    {
        var right = new Signature("secret", clock).Of("body"u8, "1531420618");
        new Signature("Secret", clock).IsOf("body"u8, "1531420618", right).ShouldBeFalse();
        new Signature("secret", clock).IsOf("body"u8, "1531420618", right.ToUpperInvariant()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_time_more_than_five_minutes_away_is_not_fresh(int seconds, bool fresh) =>
        new Signature("secret", clock).IsFresh((Noon.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture)).ShouldBe(fresh);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1795780800.5")]
    [InlineData("99999999999999999")]
    [InlineData("999999999999999999999999")]
    public void What_is_no_time_is_not_fresh(string? timestamp) => new Signature("secret", clock).IsFresh(timestamp).ShouldBeFalse();

    [Fact]
    public void A_signature_is_taken_once_while_it_is_fresh()
    {
        var replays = new Replays(clock);
        replays.IsFirst("v0=1").ShouldBeTrue();
        clock.Advance(2 * Signature.Window);
        replays.IsFirst("v0=1").ShouldBeFalse();
        replays.IsFirst("v0=2").ShouldBeTrue();
    }
}
