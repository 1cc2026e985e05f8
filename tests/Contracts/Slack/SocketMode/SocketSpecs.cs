using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.Inbound;
using ChatOpsIncident.Edges.Slack.SocketMode;

namespace ChatOpsIncident.Contracts.Slack.SocketMode;

/// <summary>One connection kept open: greeted before it counts, renewed before it goes, found dead when it is.</summary>
public sealed class SocketSpecs : IAsyncLifetime
{
    private static readonly SocketTimes Quick = new()
    {
        Pause = TimeSpan.FromMilliseconds(20),
        LongestPause = TimeSpan.FromMilliseconds(50),
        ForPeople = TimeSpan.FromMilliseconds(300),
        Ping = TimeSpan.FromSeconds(2),
        Hello = TimeSpan.FromSeconds(20),
        Stagger = TimeSpan.FromMilliseconds(50),
    };

    private readonly CancellationTokenSource stop = new();
    private readonly SocketState state = new();
    private readonly LogLines log = new();
    private readonly Taking pipeline = new();
    private SocketStub slack = null!;
    private Task running = Task.CompletedTask;

    public async ValueTask InitializeAsync() => slack = await SocketStub.Start();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        pipeline.Gate.TrySetResult();
        await running;
        await slack.DisposeAsync();
        stop.Dispose();
    }

    [Fact]
    public async Task It_counts_as_connected_only_after_hello()
    {
        Run();
        var line = slack.Next();
        await Task.Delay(100);
        state.Connected.ShouldBe(0);
        await line.Hello();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task Without_hello_another_connection_is_tried()
    {
        Run(Quick with { Hello = TimeSpan.FromSeconds(1) });
        slack.Next();
        await slack.Next().Hello();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task Each_delivery_is_acknowledged_where_it_came_with_its_answer_where_one_is_taken()
    {
        pipeline.Answers = new JsonObject { ["text"] = "INC-1 is open" };
        Run();
        var line = slack.Next();
        await line.Hello();
        await line.Send(Published.Text("socket_mode/bolt_envelope_1_slash_commands.json"));
        var ack = (await line.Receive()).ShouldNotBeNull();
        (ack.Text("envelope_id"), ack.Text("payload", "text")).ShouldBe(("1d3c79ab-0ffb-41f3-a080-d19e85f53649", "INC-1 is open"));
        await line.Send(Published.Text("socket_mode/bolt_envelope_2_events_api.json"));
        var plain = (await line.Receive()).ShouldNotBeNull();
        (plain.Text("envelope_id"), plain.At("payload")).ShouldBe(("08cfc559-d933-402e-a5c1-79e135afaae4", null));
        pipeline.Took.Select(t => t.As).ShouldBe([DeliveredAs.Command, DeliveredAs.Event]);
    }

    [Theory]
    [InlineData("socket_mode/disconnect_warning.json")]
    [InlineData("socket_mode/disconnect_refresh_requested.json")]
    public async Task A_connection_that_Slack_wants_renewed_goes_only_after_the_next_one_was_greeted(string wants)
    {
        pipeline.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Run();
        var old = slack.Next();
        await old.Hello();
        await old.Send(Published.Text("socket_mode/bolt_envelope_1_slash_commands.json"));
        await Until(() => pipeline.Took.Count == 1);
        await old.Send(Published.Text(wants));
        var next = slack.Next();
        state.Connected.ShouldBe(1, "the old one still works while the next is not greeted");
        await old.Send(Published.Text("socket_mode/bolt_envelope_2_events_api.json"));
        await Until(() => pipeline.Took.Count == 2);
        await next.Hello();
        await Until(() => state.Connected == 2);
        pipeline.Gate.SetResult();
        var acks = new[] { await old.Receive(), await old.Receive() }.Select(a => a!.Value.Text("envelope_id"));
        acks.ShouldBe(["1d3c79ab-0ffb-41f3-a080-d19e85f53649", "08cfc559-d933-402e-a5c1-79e135afaae4"], ignoreOrder: true);
        await old.Send(Published.Text("socket_mode/bolt_envelope_1_slash_commands.json").Replace("1d3c79ab", "2d3c79ab", StringComparison.Ordinal));
        (await old.Receive()).ShouldNotBeNull("Slack closes it, and may deliver until then").Text("envelope_id").ShouldBe("2d3c79ab-0ffb-41f3-a080-d19e85f53649");
        await old.Close();
        (await old.Receive()).ShouldBeNull();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task What_came_just_before_the_end_is_acknowledged_after_it()
    {
        pipeline.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Run();
        var line = slack.Next();
        await line.Hello();
        await line.Send(Published.Text("socket_mode/bolt_envelope_1_slash_commands.json"));
        await line.Close();
        await slack.Next().Hello();
        pipeline.Gate.SetResult();
        (await line.Receive()).ShouldNotBeNull().Text("envelope_id").ShouldBe("1d3c79ab-0ffb-41f3-a080-d19e85f53649");
        (await line.Receive()).ShouldBeNull();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task A_connection_that_was_replaced_and_that_Slack_forgets_is_closed()
    {
        Run(Quick with { Leave = TimeSpan.FromMilliseconds(100) });
        var old = slack.Next();
        await old.Hello();
        await old.Send(Published.Text("socket_mode/disconnect_warning.json"));
        await slack.Next().Hello();
        (await old.Receive()).ShouldBeNull();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task It_is_renewed_before_Slack_would_close_it()
    {
        Run(Quick with { Margin = TimeSpan.FromSeconds(0.5) });
        await slack.Next().Hello(lasts: 1);
        await slack.Next().Hello();
        await Until(() => state.Connected >= 1);
    }

    [Fact]
    public async Task A_connection_that_is_dead_on_the_other_side_only_is_found_and_replaced()
    {
        Run(Quick with { Ping = TimeSpan.FromMilliseconds(200) });
        var deaf = slack.Next();
        await deaf.Hello();
        await Until(() => state.Connected == 1);
        // Nobody reads there any more, so no ping is answered.
        await slack.Next().Hello();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_replaced()
    {
        Run();
        var line = slack.Next();
        await line.Hello();
        line.Cut();
        await slack.Next().Hello();
        await Until(() => state.Connected == 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Socket_Mode_that_is_switched_off_is_said_and_tried_slowly(bool greeted)
    {
        Run();
        var line = slack.Next();
        if (greeted) await line.Hello();
        var since = TimeProvider.System.GetTimestamp();
        await line.Send(Published.Text("socket_mode/disconnect_link_disabled.json"));
        await Until(() => state.Trouble is not null);
        state.Trouble.ShouldBe("Slack has switched Socket Mode off for this app. Switch it on again under Socket Mode in the app's settings; until then nothing comes in.");
        var again = slack.Next();
        TimeProvider.System.GetElapsedTime(since).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(250));
        await again.Hello();
        await Until(() => state.Connected == 1 && state.Trouble is null);
    }

    [Fact]
    public async Task Too_many_connections_are_said_and_waited_for()
    {
        Run();
        await slack.Next().Send(Published.Text("socket_mode/disconnect_too_many_websockets.json"));
        await Until(() => state.Trouble is not null);
        state.Trouble.ShouldBe("Slack has ten connections for this app already and takes no more. Stop instances of the bot that are too many.");
        await slack.Next().Hello();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task A_token_that_is_no_good_is_said_with_what_to_check_and_asked_for_again()
    {
        var asked = 0;
        Run(Quick, _ => asked++ == 0 ? throw new SlackErrorException("apps.connections.open", "invalid_auth") : Task.FromResult(slack.Address));
        await Until(() => state.Trouble is not null);
        state.Trouble.ShouldBe("Slack gives no connection: invalid_auth. Check Slack:AppToken: it begins with xapp- and has the scope connections:write.");
        await slack.Next().Hello();
        await Until(() => state.Connected == 1);
    }

    [Fact]
    public async Task Frames_that_are_no_delivery_do_no_harm()
    {
        Run();
        var line = slack.Next();
        await line.Hello();
        foreach (var frame in new[] { "not json", "[]", "{}", """{"type":"events_api"}""", """{"type":"unheard_of","envelope_id":"1"}""" }) await line.Send(frame);
        await line.Send("""{"type":"events_api","envelope_id":"2","payload":{"type":"app_rate_limited"}}""");
        (await line.Receive()).ShouldNotBeNull().Text("envelope_id").ShouldBe("2");
    }

    private void Run(SocketTimes? times = null, SocketAddress? address = null) =>
        running = new SocketLine(address ?? (_ => Task.FromResult(slack.Address)), pipeline, state, times ?? Quick, TimeProvider.System, log).Run(stop.Token);

    private static async Task Until(Func<bool> so)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!so())
        {
            if (TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(20)) throw new TimeoutException("It did not come to that.");
            await Task.Delay(10);
        }
    }

    private sealed class Taking : IPipeline
    {
        public ConcurrentQueue<Delivered> Took { get; } = new();

        public JsonNode? Answers { get; set; }

        public TaskCompletionSource Gate { get; set; } = Opened();

        public async Task<Ack> Take(Delivered delivered)
        {
            Took.Enqueue(delivered);
            await Gate.Task;
            return new(Answers?.DeepClone());
        }

        private static TaskCompletionSource Opened()
        {
            var open = new TaskCompletionSource();
            open.SetResult();
            return open;
        }
    }
}
