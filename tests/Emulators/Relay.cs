using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ChatOpsIncident.Emulators;

/// <summary>One address in front of several: each connection goes to a random one of those that listen. The line can be cut, for all, for a while.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly Func<IReadOnlyList<Uri>> targets;
    private readonly Task accepting;
    private volatile bool cut;
    private int turnedAway;

    /// <param name="targets">Who may be behind it; asked at each connection.</param>
    public Relay(Func<IReadOnlyList<Uri>> targets)
    {
        this.targets = targets;
        listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = Accept();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Everything that is under way breaks off. From now on one half is turned away at once, the other half is never answered.</summary>
    public void Cut()
    {
        cut = true;
        CloseAll();
    }

    /// <summary>The line is there again; who was waiting has to come again.</summary>
    public void Mend()
    {
        cut = false;
        CloseAll();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        CloseAll();
        await accepting;
        stopping.Dispose();
    }

    private async Task Accept()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = Carry(await listener.AcceptTcpClientAsync(stopping.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // It stops, or a caller left before it was taken.
            }
        }
    }

    private async Task Carry(TcpClient near)
    {
        open[near] = true;
        if (cut)
        {
            if (Interlocked.Increment(ref turnedAway) % 2 == 0) Close(near);
            return;
        }
        if (await Connect() is { } far)
        {
            open[far] = true;
            await Task.WhenAny(Copy(near, far), Copy(far, near));
            Close(far);
        }
        Close(near);
    }

    private async Task<TcpClient?> Connect()
    {
        foreach (var target in targets().OrderBy(_ => Random.Shared.Next()))
        {
            var far = new TcpClient { NoDelay = true };
            try
            {
                await far.ConnectAsync(target.Host, target.Port, stopping.Token);
                return far;
            }
            catch (Exception nobody) when (nobody is SocketException or OperationCanceledException)
            {
                // Dead, or on its way up: the next one.
                far.Dispose();
            }
        }
        return null;
    }

    private static async Task Copy(TcpClient from, TcpClient to)
    {
        try
        {
            from.NoDelay = true;
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone; the other one follows.
        }
    }

    private void CloseAll()
    {
        foreach (var client in open.Keys) Close(client);
    }

    private void Close(TcpClient client)
    {
        open.TryRemove(client, out _);
        client.Dispose();
    }
}
