using System.Net;
using System.Net.Sockets;

namespace ChatOpsIncident.Emulators.Slack.Socket;

/// <summary>
/// Passes bytes between the bot's WebSockets and the emulator, so that a connection can fall silent on the wire while both ends believe in
/// it: no ping, no pong, no end.
/// </summary>
internal sealed class SocketRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<int> target;
    private readonly List<Wire> wires = [];
    private readonly Task accepting;

    public SocketRelay(Func<int> target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The connection that reaches the emulator from this port falls silent.</summary>
    public void GoDeaf(int port)
    {
        lock (wires) wires.Single(w => w.Port == port).Silent = true;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
        listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Connect(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The emulator stops.
        }
    }

    private async Task Connect(TcpClient bot)
    {
        using var near = bot;
        using var far = new TcpClient();
        Wire? wire = null;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target(), stopping.Token);
            wire = new(((IPEndPoint)far.Client.LocalEndPoint!).Port);
            lock (wires) wires.Add(wire);
            await Task.WhenAny(Copy(near, far, wire), Copy(far, near, wire));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The emulator stops.
        }
        lock (wires) wires.RemoveAll(w => w == wire);
    }

    private async Task Copy(TcpClient from, TcpClient to, Wire wire)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, stopping.Token) is var count and > 0)
            {
                if (!wire.Silent) await to.GetStream().WriteAsync(buffer.AsMemory(0, count), stopping.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone: so is the other.
        }
    }

    private sealed class Wire(int port)
    {
        public int Port => port;

        public bool Silent { get; set; }
    }
}
