using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.Socket;

/// <summary>One WebSocket of the bot.</summary>
internal sealed class SocketConnection(SlackEmulator slack, WebSocket socket, int port, Action<SocketConnection, string, JsonNode?> acknowledged)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> waiting = [];
    private Task<bool> sending = Task.FromResult(true);

    /// <summary>Where it comes from.</summary>
    public int Port => port;

    public bool Ready => socket.State == WebSocketState.Open;

    public Task<JsonNode?> Expect(string id) => (waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>False if it was taken before.</summary>
    public bool Take(string id, JsonNode? payload) => waiting.TryGetValue(id, out var task) && task.TrySetResult(payload);

    /// <summary>One frame after the other; false if the connection is gone.</summary>
    public Task<bool> Send(JsonObject frame)
    {
        lock (waiting) return sending = SendAfter(sending, frame.ToJsonString());
    }

    /// <summary>Says that it is over; what was sent before still arrives.</summary>
    public async Task End()
    {
        try
        {
            if (Ready) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, slack.Stopping);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other end was quicker.
        }
    }

    public void Abort() => socket.Abort();

    /// <summary>Reads acknowledgements until the other end goes.</summary>
    public async Task Listen()
    {
        try
        {
            // What it took before the end it may still acknowledge.
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                if (await Receive() is { } frame) Read(frame);
                else break;
            }
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, slack.Stopping);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other end is gone without a word, or the emulator stops.
        }
    }

    private async Task<bool> SendAfter(Task before, string frame)
    {
        await before;
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, slack.Stopping);
            return true;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<string?> Receive()
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), slack.Stopping);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    private void Read(string frame)
    {
        try
        {
            var ack = JsonNode.Parse(frame) as JsonObject;
            if (ack?["envelope_id"]?.ToString() is { } id) acknowledged(this, id, ack["payload"]?.DeepClone());
            else slack.Violated($"a frame without an envelope_id: {frame}");
        }
        catch (JsonException)
        {
            slack.Violated($"a frame that is no JSON: {frame}");
        }
    }
}
