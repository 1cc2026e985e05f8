using System.Collections.Concurrent;
using System.Diagnostics;
using ChatOpsIncident.Emulators;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>One running bot with its own data folder: started, killed and started again as often as a journey likes.</summary>
public sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> log = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? process;

    /// <summary>The folder in which it runs; <c>data/</c> below it holds the store.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("incident-journey-").FullName;

    /// <summary>Where the page is.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>Settings beyond the defaults, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Others wait until the <see cref="ThirtyReports"/> of this run are sent.</summary>
    public bool GoesFirst { get; set; }

    /// <summary>What it printed.</summary>
    public string Log => string.Join('\n', log);

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task Start()
    {
        if (!GoesFirst) await ThirtyReports.Sent;
        Launch();
        await Ready();
    }

    /// <summary>Starts it; nobody waits.</summary>
    public void Launch()
    {
        process = Process.Start(Program())!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it where it can't run. Yields its exit code and what it printed as errors.</summary>
    public async Task<(int ExitCode, string Error)> StartInVain()
    {
        var start = Program();
        using var stopping = Process.Start(start)!;
        var (printed, error) = (stopping.StandardOutput.ReadToEndAsync(), await stopping.StandardError.ReadToEndAsync());
        await printed;
        await stopping.WaitForExitAsync();
        return (stopping.ExitCode, error.Trim());
    }

    /// <summary>SIGKILL: nothing is flushed, nobody says goodbye.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Whether it says so; not while it does not listen, or is slow to answer.</summary>
    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private ProcessStartInfo Program()
    {
        var start = new ProcessStartInfo("dotnet", [PublishedBot.Program]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        return start;
    }

    private async Task Ready()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (process!.HasExited) throw new InvalidOperationException("The bot stopped at its start:\n" + Log);
            if (await IsReady()) return;
            await Task.Delay(50);
        }
        throw new TimeoutException("The bot was not ready in time:\n" + Log);
    }

    private void Keep(string? line)
    {
        if (line is not null) log.Enqueue(line);
    }
}
