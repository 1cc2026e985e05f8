using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Log lines that fit on a line: time, level if it matters, source, words.</summary>
internal sealed class ShortLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>What the console logger knows it by.</summary>
    public const string FormatterName = "short";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var words = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var level = logEntry.LogLevel switch
        {
            LogLevel.Warning => "careful  ",
            LogLevel.Error or LogLevel.Critical => "trouble  ",
            _ => "",
        };
        var source = logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..];
        textWriter.WriteLine($"{clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {level}{source}: {words}");
        if (logEntry.Exception is not null) textWriter.WriteLine(logEntry.Exception);
    }
}

/// <summary>Nothing to set.</summary>
internal sealed class ShortLinesOptions : ConsoleFormatterOptions;
