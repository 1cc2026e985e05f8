using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Contracts.Slack.SocketMode;

/// <summary>The other end of sockets: says only what a spec tells it to.</summary>
internal sealed class SocketStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly BlockingCollection<Line> lines = [];

    private SocketStub(WebApplication app) => this.app = app;

    /// <summary>Every connection that was made, in order.</summary>
    public int Made { get; private set; }

    public Uri Address => new(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + "/link");

    public static async Task<SocketStub> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new SocketStub(app);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Map("/link", stub.Accept);
        await app.StartAsync();
        return stub;
    }

    /// <summary>The next connection that is made.</summary>
    public Line Next() => lines.TryTake(out var line, TimeSpan.FromSeconds(20)) ? line : throw new TimeoutException("Nobody connected.");

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        lines.Dispose();
    }

    private async Task Accept(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var line = new Line(socket);
        Made++;
        lines.Add(line);
        await line.Over.Task;
    }

    /// <summary>One connection, seen from Slack's side.</summary>
    internal sealed class Line(WebSocket socket)
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Hello(int lasts = 3600) => Send($$$"""{"type":"hello","num_connections":1,"debug_info":{"approximate_connection_time":{{{lasts}}}}}""");

        public Task Send(string frame) => socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, CancellationToken.None);

        /// <summary>What comes next; null: the bot closed, or is gone.</summary>
        public async Task<JsonElement?> Receive()
        {
            var buffer = new byte[64 * 1024];
            try
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
                return part.MessageType == WebSocketMessageType.Close ? null : JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, part.Count));
            }
            catch (WebSocketException)
            {
                return null;
            }
        }

        /// <summary>Says that nothing more comes.</summary>
        public Task Close() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        /// <summary>Cuts it without a word.</summary>
        public void Cut()
        {
            socket.Abort();
            Over.TrySetResult();
        }
    }
}
