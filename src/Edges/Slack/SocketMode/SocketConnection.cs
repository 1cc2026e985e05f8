using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChatOpsIncident.Edges.Slack.Inbound;

namespace ChatOpsIncident.Edges.Slack.SocketMode;

/// <summary>Why a connection ended.</summary>
internal enum Ending
{
    /// <summary>Closed or broken: another one.</summary>
    Lost,

    /// <summary>Socket Mode was switched off: somebody has to switch it on.</summary>
    Disabled,

    /// <summary>More connections than Slack allows.</summary>
    TooMany,
}

/// <summary>Slack ended it before it began.</summary>
internal sealed class SocketEndedException(Ending ending) : Exception("Slack takes no connection.")
{
    /// <summary>Why.</summary>
    public Ending Ending { get; } = ending;
}

/// <summary>One connection, greeted. What is delivered on it is acknowledged on it, and nowhere else.</summary>
internal sealed class SocketConnection : IAsyncDisposable
{
    private const int Largest = 2 * 1024 * 1024;

    private readonly ClientWebSocket socket;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<string, Task> working = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource renewal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SocketConnection(ClientWebSocket socket, TimeProvider clock, TimeSpan? lasts) => (this.socket, this.clock, Lasts) = (socket, clock, lasts);

    /// <summary>How long Slack keeps it about; null: it did not say.</summary>
    public TimeSpan? Lasts { get; }

    /// <summary>Completes when Slack asks for a new connection in its place.</summary>
    public Task Renewal => renewal.Task;

    /// <summary>Connects and waits for the greeting: before that, nothing is delivered.</summary>
    /// <exception cref="WebSocketException">No connection, or no greeting.</exception>
    /// <exception cref="SocketEndedException">Slack says why it takes none.</exception>
    public static async Task<SocketConnection> Open(Uri address, SocketTimes times, TimeProvider clock, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(times.Hello, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        var socket = new ClientWebSocket();
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (times.Ping, times.Ping);
        try
        {
            await socket.ConnectAsync(address, end.Token);
            var hello = await Receive(socket, end.Token);
            if (hello is { } first && EndingOf(first) is { } ending) throw new SocketEndedException(ending);
            if (hello?.Text("type") != "hello") throw new WebSocketException("Slack did not say hello.");
            var lasts = hello.Value.At("debug_info", "approximate_connection_time") is { ValueKind: JsonValueKind.Number } time && time.TryGetDouble(out var seconds) && seconds is > 0 and < 1e7
                ? TimeSpan.FromSeconds(seconds)
                : (TimeSpan?)null;
            return new(socket, clock, lasts);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is OperationCanceledException && !cancel.IsCancellationRequested) throw new WebSocketException("Slack did not say hello in time.", e);
            throw;
        }
    }

    /// <summary>Takes what is delivered until the connection ends.</summary>
    public async Task<Ending> Run(IPipeline pipeline, CancellationToken cancel)
    {
        try
        {
            while (await Receive(socket, cancel) is { } frame)
            {
                if (Envelope.Read(frame) is { } envelope) Begin(envelope, pipeline);
                else if (EndingOf(frame) is { } ending) return ending;
                else if (frame.Text("type") == "disconnect") renewal.TrySetResult();
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Broken, or silent for too long: the next one takes its place, and what was not acknowledged comes again there.
        }
        return Ending.Lost;
    }

    /// <summary>Waits until what was delivered here is acknowledged, then closes.</summary>
    public async Task Drain(TimeSpan atMost, CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(working.Values).WaitAsync(atMost, clock, cancel);
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // Slack closes it anyway; what was not acknowledged is delivered again on another one.
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Ending? EndingOf(JsonElement frame) => (frame.Text("type"), frame.Text("reason")) switch
    {
        ("disconnect", "link_disabled") => Ending.Disabled,
        ("disconnect", "too_many_websockets") => Ending.TooMany,
        _ => null,
    };

    private void Begin(Envelope envelope, IPipeline pipeline)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The very same envelope twice on one connection: one acknowledgement is enough.
        if (!working.TryAdd(envelope.Id, done.Task)) return;
        _ = Work();

        async Task Work()
        {
            try
            {
                // Reading goes on meanwhile.
                await Task.Yield();
                var ack = await pipeline.Take(new(envelope.As, envelope.Payload, clock.GetUtcNow()) { Attempt = envelope.Attempt });
                if (!ReferenceEquals(ack, Ack.Again)) await Send(envelope.Acknowledged(ack.Body));
            }
            catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The connection is gone: it is delivered again on another one, and recognised there.
            }
            finally
            {
                working.TryRemove(envelope.Id, out _);
                done.SetResult();
            }
        }
    }

    private async Task Send(string text)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The next frame; null: the other side closed. What is no JSON object is passed over.</summary>
    private static async Task<JsonElement?> Receive(ClientWebSocket socket, CancellationToken cancel)
    {
        while (true)
        {
            var (buffer, chunk) = (new MemoryStream(), new byte[16 * 1024]);
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(chunk.AsMemory(), cancel);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                buffer.Write(chunk, 0, part.Count);
                if (buffer.Length > Largest) throw new WebSocketException("A frame is larger than any that Slack sends.");
            }
            while (!part.EndOfMessage);
            if (Json(buffer) is { ValueKind: JsonValueKind.Object } frame) return frame;
        }
    }

    private static JsonElement? Json(MemoryStream buffer)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
