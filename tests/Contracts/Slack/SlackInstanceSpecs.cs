using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Slack.Inbound;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>Two instances on one store: whatever Slack, a proxy or somebody else delivers again, wherever, happens once.</summary>
public sealed partial class SlackInstanceSpecs : IAsyncLifetime
{
    private const string Command = "user_id=U0ANA&channel_id=C0GENERAL&command=%2Fincident&text=finance+got+a+mail%2C+two+people+answered&trigger_id=1.2.abc&response_url=http%3A%2F%2F127.0.0.1%3A9%2Fnowhere";
    private readonly TemporaryFolder folder = new();
    private readonly List<RunningBot> instances = [];
    private SlackEmulator slack = null!;

    public async ValueTask InitializeAsync()
    {
        slack = await SlackEmulator.Start();
        slack.Add(new SlackUser("U0ANA", "Ana"));
        instances.Add(await Instance());
        instances.Add(await Instance());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances) await instance.DisposeAsync();
        await slack.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_same_command_at_both_instances_at_once_and_a_day_later_opens_one_incident()
    {
        var both = await Task.WhenAll(Post(0, Command), Post(1, Command));
        both.Select(p => p.Status).ShouldAllBe(s => s == HttpStatusCode.OK);
        var later = await Post(1, Command, secondsAgo: -3);
        later.Status.ShouldBe(HttpStatusCode.OK);
        // Which number it is, is nobody's concern: who came second may have claimed one before it knew.
        foreach (var answer in both.Append(later)) Name().Match(answer.Body).Value.ShouldBe(Name().Match(later.Body).Value);
        Name().IsMatch(later.Body).ShouldBeTrue(later.Body);
        (await instances[0].Bot.List(new("slack:U0ANA"))).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_replayed_body_is_refused_where_it_was_taken_and_has_no_effect_where_it_was_not()
    {
        var first = await Post(0, Command);
        (await Post(0, Command)).ShouldBe((HttpStatusCode.Unauthorized, ""));
        (await Post(1, Command)).Status.ShouldBe(HttpStatusCode.OK);
        first.Body.ShouldContain("INC-1");
        (await instances[1].Bot.List(new("slack:U0ANA"))).Length.ShouldBe(1);
    }

    private Task<RunningBot> Instance() =>
        RunningBot.Start(folder, s => s.AddSlack(new(Installation.BotToken, Installation.SigningSecret, null, slack.ApiUrl)), app => app.UseSlack());

    private async Task<(HttpStatusCode Status, string Body)> Post(int instance, string body, int secondsAgo = 0)
    {
        var timestamp = (Now - secondsAgo).ToString(CultureInfo.InvariantCulture);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(instances[instance].Address, "/slack/commands"));
        request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", new Signature(Installation.SigningSecret, TimeProvider.System).Of(Encoding.UTF8.GetBytes(body), timestamp));
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("INC-[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private long Now { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
