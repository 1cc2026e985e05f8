using System.Collections.Immutable;
using ChatOpsIncident.Edges.Slack.Inbound;
using ChatOpsIncident.Emulators;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack.Inbound;

/// <summary>An engine that takes longer than Slack waits: nothing is acknowledged as stored, and the outcome follows.</summary>
public sealed class LateAnswerSpecs : IAsyncLifetime
{
    private const string NotKnown = "It takes longer than usual, and it is not known yet whether this is stored. The answer follows here.";
    private static readonly Form Form = new("report", null, "Report something", [new TextField("what", "What did you see?")], "Report");
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SlackHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await SlackHost.Start(time: clock);
        host.Bot.Waits = gate.Task;
    }

    public async ValueTask DisposeAsync()
    {
        gate.TrySetResult();
        await host.DisposeAsync();
        host.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_command_says_that_it_is_not_known_yet_and_the_outcome_follows()
    {
        host.Bot.Answers = _ => new Told("INC-7 is open.");
        var acked = await Waiting(host.Slack.As("U0ANA").Types("/incident two people answered", "general"));
        acked.Took.ShouldBe(Pipeline.Deadline);
        host.Slack.SeenOnlyBy("U0ANA").Single().Shown.ShouldBe(NotKnown);
        gate.SetResult();
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Count == 2);
        host.Slack.SeenOnlyBy("U0ANA")[^1].Shown.ShouldBe("INC-7 is open.");
    }

    [Fact]
    public async Task A_late_button_says_so_too()
    {
        await host.Slack.As("U0ANA").Invites("C0GENERAL", "U0BOT");
        var card = new Card([new TextBlock("Finance mail")], [new Press("I look at it", "ack", "S1", ImmutableDictionary<string, string>.Empty)], "A card");
        await host.Chat.Post("k1", new ToRoom("C0GENERAL"), new("A card", card, []));
        host.Bot.Answers = _ => new Told("You look at it.");
        await Waiting(host.Slack.As("U0ANA").Clicks(host.Slack.Screen("C0GENERAL").Single(), "I look at it"));
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Count == 1);
        gate.SetResult();
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Count == 2);
        host.Slack.SeenOnlyBy("U0ANA").Select(m => m.Shown).ShouldBe([NotKnown, "You look at it."]);
    }

    [Fact]
    public async Task A_late_dialog_stays_and_shows_the_outcome()
    {
        host.Bot.Waits = Task.CompletedTask;
        host.Bot.Answers = inbound => inbound is Submit ? new Told("INC-7 is open.") : new Asked(Form);
        await host.Slack.As("U0ANA").Types("/incident", "general");
        await host.Slack.Until(() => host.Slack.ModalOf("U0ANA") is not null);
        host.Bot.Waits = gate.Task;
        await Waiting(host.Slack.As("U0ANA").Submits(host.Slack.ModalOf("U0ANA")!, ("What did you see?", "two people answered")));
        host.Slack.ModalOf("U0ANA")!.Shown.ShouldBe(NotKnown);
        gate.SetResult();
        await host.Slack.Until(() => host.Slack.ModalOf("U0ANA")!.Shown == "INC-7 is open.");
    }

    [Fact]
    public async Task A_form_that_comes_too_late_to_open_is_said_with_the_words_kept()
    {
        host.Bot.Answers = _ => new Asked(Form);
        await Waiting(host.Slack.As("U0ANA").Types("/incident task", "general"));
        gate.SetResult();
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Count == 2);
        host.Slack.SeenOnlyBy("U0ANA")[^1].Shown
            .ShouldBe("The form could not be opened: Slack gives three seconds for it, and they were over. Nothing is lost; do the same again.\nYou wrote: _task_");
        host.Slack.ModalOf("U0ANA").ShouldBeNull();
    }

    [Fact]
    public async Task A_forged_command_reaches_nobody()
    {
        using var http = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Slack.Bot!, "/slack/commands")) { Content = new FormUrlEncodedContent([KeyValuePair.Create("user_id", "U0ANA"), KeyValuePair.Create("text", "list")]) };
        call.Headers.Add("X-Slack-Request-Timestamp", clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        call.Headers.Add("X-Slack-Signature", "v0=" + new string('0', 64));
        (await http.SendAsync(call)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        host.Bot.Asked.ShouldBeEmpty();
    }

    /// <summary>The engine has the request and does not answer, until the bot cannot wait any longer.</summary>
    private async Task<Acked> Waiting(Task<Acked> doing)
    {
        await host.Slack.Until(() => host.Bot.Waiting == 1, what: "the engine's turn");
        clock.Advance(Pipeline.Deadline);
        return await doing;
    }
}
