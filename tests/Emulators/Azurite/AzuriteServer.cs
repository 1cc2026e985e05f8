using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace ChatOpsIncident.Emulators.Azurite;

/// <summary>Microsoft's emulator of Azure Tables and Blobs, in memory, on ports of its own. It ends with whoever started it.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>The emulator's account and key are the same everywhere, and published.</summary>
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private AzuriteServer(Process process, int blobs, int tables)
    {
        this.process = process;
        var port = (int number) => number.ToString(CultureInfo.InvariantCulture);
        TableEndpoint = new($"http://127.0.0.1:{port(tables)}/{Account}");
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
            + $"BlobEndpoint=http://127.0.0.1:{port(blobs)}/{Account};TableEndpoint={TableEndpoint};";
    }

    /// <summary>Of tables and blobs.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the tables are.</summary>
    public Uri TableEndpoint { get; }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<AzuriteServer> Start()
    {
        var (blobs, queues, tables) = (FreePort.Take(), FreePort.Take(), FreePort.Take());
        var folder = typeof(AzuriteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Azurite").Value!;
        string[] options = ["--silent", "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck", "--blobPort", $"{blobs}", "--queuePort", $"{queues}", "--tablePort", $"{tables}"];
        var process = Process.Start(new ProcessStartInfo("node", ["start.cjs", .. options])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start.");
        var printed = new List<string?>();
        process.OutputDataReceived += (_, line) => printed.Add(line.Data);
        process.ErrorDataReceived += (_, line) => printed.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        foreach (var port in (int[])[blobs, tables])
        {
            while (!await Listens(port))
            {
                if (process.HasExited || clock.Elapsed > Patience) throw new InvalidOperationException("Azurite did not start:\n" + string.Join('\n', printed));
                await Task.Delay(50);
            }
        }
        return new(process, blobs, tables);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
