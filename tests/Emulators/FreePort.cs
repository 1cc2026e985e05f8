using System.Net;
using System.Net.Sockets;

namespace ChatOpsIncident.Emulators;

/// <summary>
/// A port for a process that is about to start. Below the ranges from which systems take the ports of outgoing connections: one of those
/// could take it before the process listens.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int taken = Environment.ProcessId * 37 % Count;

    /// <summary>One that nobody listens on and that was not given out before.</summary>
    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (Interlocked.Increment(ref taken) % Count);
            if (IsFree(port)) return port;
        }
        throw new InvalidOperationException($"Every port from {First} to {First + Count - 1} is in use.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
