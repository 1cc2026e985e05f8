using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.Hands;
using ChatOpsIncident.Emulators.Slack.State;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Emulators.Slack.Socket;

/// <summary>Socket Mode's side of Slack.</summary>
public sealed class SocketServer : IAsyncDisposable
{
    private const int Most = 10;

    private readonly SlackEmulator slack;
    private readonly ConcurrentDictionary<string, bool> tickets = [];
    private readonly ConcurrentDictionary<string, ConcurrentBag<SocketConnection>> deliveredOn = [];
    private readonly ConcurrentDictionary<SocketConnection, bool> deaf = [];
    private readonly SocketRelay relay;
    private readonly Random chance = new(7);
    private readonly Lock gate = new();
    private List<SocketConnection> open = [];
    private int number;

    internal SocketServer(SlackEmulator slack)
    {
        this.slack = slack;
        relay = new(() => slack.Address.Port);
    }

    /// <summary>How many WebSockets are connected.</summary>
    public int Connected => Usable.Count;

    /// <summary>How many were ever connected.</summary>
    public int EverConnected { get; private set; }

    /// <summary>Between the warning and the end of a connection.</summary>
    public TimeSpan Warning { get; set; } = TimeSpan.FromSeconds(10);

    private IReadOnlyList<SocketConnection> Usable
    {
        get
        {
            lock (gate) return [.. open.Where(c => c.Ready)];
        }
    }

    /// <summary>Tells the oldest connection to go, as Slack does every few hours: after <see cref="Warning"/> it is cut.</summary>
    public async Task RefreshOldest(bool warn = true)
    {
        var oldest = Usable[0];
        // Begun first: who reads the frame may move the clock at once.
        var warned = slack.Wait(Warning, slack.Stopping);
        if (warn) await oldest.Send(Disconnect("warning"));
        else await oldest.Send(Disconnect("refresh_requested"));
        await warned;
        if (warn && oldest.Ready) await oldest.Send(Disconnect("refresh_requested"));
        await oldest.End();
    }

    /// <summary>Socket Mode was switched off in the app's settings.</summary>
    public async Task Disable()
    {
        slack.Installed.SocketMode = false;
        foreach (var each in Usable)
        {
            await each.Send(Disconnect("link_disabled"));
            await each.End();
        }
    }

    /// <summary>Cuts every connection without a word.</summary>
    public void Cut()
    {
        foreach (var each in Usable) each.Abort();
    }

    /// <summary>The oldest connection hears nothing any more and answers no ping, while its other end looks open.</summary>
    public void GoDeaf() => relay.GoDeaf(Usable.First(c => deaf.TryAdd(c, true)).Port);

    internal JsonObject Ticket()
    {
        slack.Installed.SocketMode = true;
        var ticket = $"ticket-{Interlocked.Increment(ref number)}";
        tickets[ticket] = true;
        return new() { ["ok"] = true, ["url"] = $"ws://127.0.0.1:{relay.Port}/link?ticket={ticket}&app_id={Workspace.App}" };
    }

    internal async Task Accept(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !tickets.TryRemove(http.Request.Query["ticket"].ToString(), out _))
        {
            slack.Violated("a WebSocket without a ticket of its own");
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        // Slack pings; a timeout this long lets a deaf connection stay deaf.
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(10), KeepAliveTimeout = TimeSpan.FromMinutes(10) });
        var connection = new SocketConnection(slack, socket, http.Connection.RemotePort, Acknowledged);
        var tooMany = false;
        lock (gate)
        {
            open = [.. open.Where(c => c.Ready)];
            tooMany = open.Count >= Most;
            if (!tooMany) open.Add(connection);
        }
        if (tooMany) await connection.Send(Disconnect("too_many_websockets"));
        else
        {
            EverConnected++;
            await connection.Send(Hello());
            slack.Pulse();
            await connection.Listen();
        }
        lock (gate) open.Remove(connection);
        slack.Pulse();
    }

    /// <summary>Any one of the connections gets it, and that one has to acknowledge it.</summary>
    internal async Task<Acked> Deliver(Delivery delivery)
    {
        var begun = slack.Now;
        var usable = Usable;
        if (usable.Count == 0) return new(0, "", TimeSpan.Zero, "timeout");
        SocketConnection chosen;
        var id = delivery.Envelope ?? $"00000000-0000-4000-8000-{Interlocked.Increment(ref number):D12}";
        var before = deliveredOn.GetOrAdd(id, _ => []);
        // A repeat goes to another one, if there is another one.
        if (usable.Except(before).ToList() is { Count: > 0 } others) usable = others;
        lock (chance) chosen = usable[chance.Next(usable.Count)];
        var envelope = new JsonObject { ["envelope_id"] = id, ["payload"] = delivery.Payload.DeepClone(), ["type"] = delivery.Kind, ["accepts_response_payload"] = delivery.AcceptsAnswer };
        if (delivery.Kind == "events_api")
        {
            envelope["retry_attempt"] = delivery.Attempt;
            envelope["retry_reason"] = delivery.RetryReason ?? "";
        }
        before.Add(chosen);
        var (acked, late) = (chosen.Expect(id), slack.Wait(slack.Deliveries.Deadline, slack.Stopping));
        // It ended at that moment: another one gets it.
        if (!await chosen.Send(envelope)) return chosen.Ready ? new(0, "", slack.Now - begun, "timeout") : await Deliver(delivery);
        if (await Task.WhenAny(acked, late) != acked) return new(0, "", slack.Now - begun, "timeout");
        var answer = await acked;
        if (answer is JsonObject { Count: > 0 } && !delivery.AcceptsAnswer) slack.Violated($"{delivery.Kind} was acknowledged with a payload, which it does not take");
        return new(200, answer?.ToJsonString() ?? "", slack.Now - begun, null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in Usable) each.Abort();
        await relay.DisposeAsync();
    }

    private void Acknowledged(SocketConnection on, string id, JsonNode? payload)
    {
        if (!deliveredOn.TryGetValue(id, out var delivered)) slack.Violated($"an acknowledgement for {id}, which was never sent");
        else if (!delivered.Contains(on)) slack.Violated($"{id} was acknowledged on another WebSocket than the one it came on");
        else if (!on.Take(id, payload)) slack.Violated($"{id} was acknowledged twice");
    }

    private JsonObject Hello() => new()
    {
        ["type"] = "hello",
        ["num_connections"] = Connected,
        ["connection_info"] = new JsonObject { ["app_id"] = Workspace.App },
        ["debug_info"] = new JsonObject { ["host"] = "applink-emulator", ["build_number"] = 10, ["approximate_connection_time"] = 18060 },
    };

    private static JsonObject Disconnect(string reason) => new() { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-emulator" } };
}
