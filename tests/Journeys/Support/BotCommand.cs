using System.Diagnostics;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The published bot's own commands, as somebody types them.</summary>
public static class BotCommand
{
    /// <summary>Until it ends.</summary>
    public static async Task<(int Code, string Out, string Error)> Run(string folder, params string[] args)
    {
        using var process = Begin(folder, args);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>Killed by SIGKILL in the moment in which it prints a line that begins so. Yields what it had printed.</summary>
    public static async Task<string> KilledAt(string line, string folder, params string[] args)
    {
        using var process = Begin(folder, args);
        var printed = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } next)
        {
            printed.Add(next);
            if (next.StartsWith(line, StringComparison.Ordinal)) process.Kill();
        }
        await process.WaitForExitAsync();
        return string.Join('\n', printed);
    }

    private static Process Begin(string folder, string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", [PublishedBot.Program, .. args]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
