using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>Every line that is logged, with its exception: to look for what must not be there.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) All.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}".Trim());
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
