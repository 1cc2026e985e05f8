using System.Diagnostics;
using ChatOpsIncident.Storage.Sqlite;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>A process that joins those on a store, says its name, and runs until it is killed.</summary>
internal sealed class KilledInstance : IAsyncDisposable
{
    public const string Word = "run-until-killed";

    private readonly Process process;

    private KilledInstance(Process process, string name) => (this.process, Name) = (process, name);

    public string Name { get; }

    public static async Task<KilledInstance> Start(string source)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KilledInstance).Assembly.Location, Word, source]) { RedirectStandardOutput = true })!;
        return new(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The instance did not start."));
    }

    /// <summary>In that process.</summary>
    public static async Task<int> Run(string source)
    {
        using var instances = SqliteInstances.On(source);
        Console.Out.WriteLine(instances.Me);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }
}
