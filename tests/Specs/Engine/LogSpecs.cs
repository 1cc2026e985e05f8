using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>What whoever runs the bot reads while the store is away: which request and which incident it concerns, and no word of what people wrote.</summary>
public sealed class LogSpecs
{
    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly AwayStore store = new();
    private readonly Lines lines = new();
    private readonly BotEngine bot;

    public LogSpecs() => bot = new(store, [], [new SimDirectory()], new SimEvidence(), time, new SimChance(1), lines);

    [Fact]
    public async Task A_request_that_was_not_stored_is_named()
    {
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        store.IsAway = true;
        (await Says("r1")).NotStored.ShouldBeTrue();
        lines.Said.ShouldBe(["web: request r1 was not stored; whoever made it was told so"]);
    }

    [Fact]
    public async Task A_visit_that_broke_off_names_its_incident()
    {
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        store.IsAwayForDeliveries = true;
        (await Says("r1")).NotStored.ShouldBeFalse();
        using var over = new CancellationTokenSource();
        var running = bot.Run(over.Token);
        for (var i = 0; i < 20; i++) time.Advance(TimeSpan.FromMilliseconds(100));
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        lines.Said.ShouldContain($"{StreamId.Of("web", "r1")}: a visit broke off, because the store is away; it will be tried again: The disk is full.");
        lines.Said.ShouldNotContain(line => line.Contains("secret", StringComparison.Ordinal));
    }

    private async Task<Told> Says(string request) => (await bot.Handle(new Slash(request, new("web:ana"), null, "secret words of a report"))).ShouldBeOfType<Told>();

    private sealed class AwayStore : IStore
    {
        private readonly MemoryStore rows = new();

        public bool IsAway { get; set; }

        public bool IsAwayForDeliveries { get; set; }

        public Task<Row?> Read(Key key, CancellationToken cancel = default) => rows.Read(key, cancel);

        public Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default) =>
            rows.Range(table, partition, from, to, take, cancel);

        public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default) =>
            IsAway || (IsAwayForDeliveries && batch[0].Key is { Table: TableNames.Streams, Row: ['D', ..] })
                ? Task.FromException<ImmutableArray<string>>(new StoreUnavailableException("The disk is full."))
                : rows.Write(batch, cancel);
    }

    private sealed class Lines : ILogger
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Enqueue(formatter(state, exception));
    }
}
