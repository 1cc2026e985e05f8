using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.Checks;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>The log of every instance. That a store is away is weather; any other fault in it is a finding.</summary>
internal sealed class SimLog(Findings findings) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is null or StoreUnavailableException or StoreUncertainException or StoreConflictException || !IsEnabled(logLevel)) return;
        findings.Add(Check.NothingIsThrown, $"{formatter(state, exception)}: {exception}");
    }
}
