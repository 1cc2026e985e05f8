using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Tables;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>Who runs on one set of tables: known within the lease, whatever the clocks say.</summary>
public sealed class TablesInstancesSpecs : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Line line = new();
    private IStore store = null!;
    private TablesInstances here = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = await Azurite.Settings(Azurite.NewPrefix());
        store = TablesStore.Open(settings with { Transport = new Azure.Core.Pipeline.HttpClientTransport(new HttpClient(line)) }, TimeProvider.System);
        here = new(store, clock);
        await here.Join(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return default;
    }

    [Fact]
    public async Task One_that_gives_signs_of_life_has_not_ended_and_one_that_stops_has_within_its_lease()
    {
        var (lives, dies) = (new TablesInstances(store, clock), new TablesInstances(store, clock));
        await lives.Join(default);
        await dies.Join(default);
        for (var look = 0; look < 5; look++)
        {
            (here.HasEnded(dies.Me), here.Ended).ShouldBe((false, 0), $"look {look}");
            await lives.Once(default);
            await here.Once(default);
            here.HasEnded(lives.Me).ShouldBeFalse();
        }
        (here.HasEnded(lives.Me), here.HasEnded(dies.Me), here.HasEnded(here.Me)).ShouldBe((false, true, false));
        here.Ended.ShouldBe(1);
        await lives.Once(default);
        await here.Once(default);
        here.Ended.ShouldBe(1, "it ended once");
        TablesInstances.Lease.ShouldBe(TimeSpan.FromSeconds(12.5));
    }

    [Fact]
    public async Task Clocks_that_differ_by_hours_change_nothing()
    {
        var tomorrow = new TablesInstances(store, new FakeTimeProvider(clock.GetUtcNow().AddHours(26)));
        await tomorrow.Join(default);
        await here.Once(default);
        (here.HasEnded(tomorrow.Me), tomorrow.HasEnded(here.Me)).ShouldBe((false, false));
    }

    [Fact]
    public async Task One_that_nobody_has_seen_yet_may_have_begun_just_now()
    {
        var begins = new TablesInstances(store, clock);
        await begins.Join(default);
        here.HasEnded(begins.Me).ShouldBeFalse("it joined after our last look");
        await here.Once(default);
        here.HasEnded(begins.Me).ShouldBeFalse();
        here.HasEnded("left1long2ago").ShouldBeFalse("nobody has looked since we asked");
        await here.Once(default);
        here.HasEnded("left1long2ago").ShouldBeTrue();
    }

    [Fact]
    public async Task While_the_store_is_away_nobody_is_taken_for_dead()
    {
        var other = new TablesInstances(store, clock);
        await other.Join(default);
        await here.Once(default);
        using var stop = new CancellationTokenSource();
        var running = here.Run(stop.Token);
        for (var i = 0; i < 40; i++) line.Breaks();
        for (var i = 0; i < 10; i++) clock.Advance(TablesInstances.Beat);
        here.HasEnded(other.Me).ShouldBeFalse();
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task One_that_stops_in_peace_says_goodbye()
    {
        var other = new TablesInstances(store, clock);
        await other.Join(default);
        await here.Once(default);
        await other.Run(new CancellationToken(canceled: true));
        await here.Once(default);
        here.HasEnded(other.Me).ShouldBeFalse("it is asked for the first time since it is gone");
        await here.Once(default);
        here.HasEnded(other.Me).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void What_is_no_name_is_not_known_to_have_ended(string name) => here.HasEnded(name).ShouldBeFalse();
}
