using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>An instance dies in the middle of work that is not due again for half a minute.</summary>
public sealed class TakingOverSpecs
{
    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly MemoryStore store = new();
    private readonly string stream = StreamId.Of("web", "r1");

    [Fact]
    public async Task What_one_that_died_was_at_is_taken_over_as_soon_as_it_is_known_to_have_ended()
    {
        var other = new Others();
        // It has the lease, stored the report, and dies before it looks at the chat: its clock stands still.
        await store.Write([new Insert(Keys.Lease(stream), """{"instance":"died"}""")]);
        var died = Bot(new FakeTimeProvider(People.Noon), other);
        await PlaybookAtStart.Adopt(null, "start", died.Send, () => died.Organisation());
        (await died.Handle(new Slash("r1", new("web:ana"), null, "the payment run does not start"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();

        using var over = new CancellationTokenSource();
        var running = Bot(time, other).Run(over.Token);
        Advance(TimeSpan.FromSeconds(7));
        (await IsSeenTo()).ShouldBeFalse("it may still be at it");
        (other.Name, other.Ended) = ("died", 1);
        Advance(TimeSpan.FromSeconds(2));
        (await IsSeenTo()).ShouldBeTrue();
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Everything that the chat should show was seen to.</summary>
    private async Task<bool> IsSeenTo() => await store.Read(Keys.Delivery(stream, DeliveryBook.Watermark)) is not null;

    private void Advance(TimeSpan by)
    {
        for (var end = time.GetUtcNow() + by; time.GetUtcNow() < end;) time.Advance(TimeSpan.FromMilliseconds(100));
    }

    private BotEngine Bot(TimeProvider clock, IInstances others) => new(store, [], [new SimDirectory()], new SimEvidence(), clock, new SimChance(1), NullLogger.Instance, others);

    private sealed class Others : IInstances
    {
        public string Me => "lives";

        public string Name { get; set; } = "";

        public int Ended { get; set; }

        public bool HasEnded(string name) => name == Name;
    }
}
