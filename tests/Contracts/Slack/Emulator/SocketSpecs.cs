using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>Socket Mode: tickets, acknowledgements, disconnections.</summary>
public sealed class SocketSpecs : EmulatorSpecs
{
    [Fact]
    public async Task A_ticket_is_good_for_one_connection_which_begins_with_hello()
    {
        var url = await Ticket();
        using var socket = await Connect(url);
        (await Frame(socket))!["type"]!.ToString().ShouldBe("hello");
        using var second = new ClientWebSocket();
        await Should.ThrowAsync<WebSocketException>(() => second.ConnectAsync(new(url), CancellationToken.None));
        Slack.Violations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_command_is_answered_on_the_connection_that_brought_it_once()
    {
        using var socket = await Connect(await Ticket());
        await Frame(socket);
        var typing = Slack.As("U0ANA").Types("/incident help", "general");
        var envelope = (await Frame(socket))!;
        (envelope["type"]!.ToString(), envelope["payload"]!["text"]!.ToString(), envelope["accepts_response_payload"]!.GetValue<bool>()).ShouldBe(("slash_commands", "help", true));
        var ack = new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.ToString(), ["payload"] = new JsonObject { ["text"] = "here" } };
        await Send(socket, ack);
        (await typing).Good.ShouldBeTrue();
        Slack.SeenOnlyBy("U0ANA").Single().Text.ShouldBe("here");
        Slack.Violations.ShouldBeEmpty();

        await Send(socket, ack);
        await Slack.Until(() => Slack.Violations.Count == 1);
        Slack.Violations.Single().ShouldContain("twice");
    }

    [Fact]
    public async Task An_event_that_nobody_acknowledged_comes_again_with_the_same_id()
    {
        using var socket = await Connect(await Ticket());
        await Frame(socket);
        await Slack.As("U0ANA").OpensHome();
        var first = (await Frame(socket))!;
        Time.Advance(TimeSpan.FromSeconds(3));
        var again = (await Frame(socket))!;
        again["payload"]!["event_id"]!.ToString().ShouldBe(first["payload"]!["event_id"]!.ToString());
        (again["retry_attempt"]!.GetValue<int>(), again["retry_reason"]!.ToString()).ShouldBe((1, "timeout"));
        await Send(socket, new() { ["envelope_id"] = again["envelope_id"]!.ToString() });
        await Slack.Deliveries.Settled();
        Slack.Deliveries.Lost.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_is_warned_before_it_is_cut()
    {
        using var socket = await Connect(await Ticket());
        await Frame(socket);
        var refreshing = Slack.Sockets.RefreshOldest();
        (await Frame(socket))!["reason"]!.ToString().ShouldBe("warning");
        Time.Advance(Slack.Sockets.Warning);
        (await Frame(socket))!["reason"]!.ToString().ShouldBe("refresh_requested");
        await refreshing;
        await Slack.Until(() => Slack.Sockets.Connected == 0);
    }

    [Fact]
    public async Task The_eleventh_connection_is_sent_away()
    {
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < 10; i++)
        {
            sockets.Add(await Connect(await Ticket()));
            await Frame(sockets[i]);
        }
        using var late = await Connect(await Ticket());
        (await Frame(late))!["reason"]!.ToString().ShouldBe("too_many_websockets");
        foreach (var socket in sockets) socket.Dispose();
    }

    [Fact]
    public async Task A_deaf_connection_is_silent_though_it_looks_open()
    {
        using var socket = await Connect(await Ticket());
        await Frame(socket);
        Slack.Sockets.GoDeaf();
        var typing = Slack.As("U0ANA").Types("/incident", "general");
        var frame = Frame(socket);
        Time.Advance(TimeSpan.FromSeconds(3));
        (await typing).Failure.ShouldBe("timeout");
        (frame.IsCompleted, socket.State).ShouldBe((false, WebSocketState.Open));
        socket.Abort();
        await Should.ThrowAsync<Exception>(() => frame);
    }

    private async Task<string> Ticket() => (await Send("apps.connections.open", Installation.AppToken, null))["url"]!.ToString();

    private static async Task<ClientWebSocket> Connect(string url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new(url), CancellationToken.None);
        return socket;
    }

    private static Task Send(ClientWebSocket socket, JsonObject frame) => socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<JsonNode?> Frame(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, part.Count));
    }
}
