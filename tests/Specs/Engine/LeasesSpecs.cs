using ChatOpsIncident.Engine;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>Which of several instances is at a stream.</summary>
public class LeasesSpecs
{
    private const string Stream = "S1";

    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly MemoryStore store = new();
    private readonly HashSet<string> ended = [];

    [Fact]
    public async Task One_instance_has_it_until_it_gives_it_back()
    {
        var (a, b) = (Of("a"), Of("b"));
        var lease = (await a.Take(Stream)).ShouldNotBeNull();
        (await b.Take(Stream)).ShouldBeNull();
        (await b.Take("S2")).ShouldNotBeNull();
        await a.GiveBack(lease);
        (await b.Take(Stream)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_one_that_has_ended_held_is_taken_over_at_once()
    {
        await Of("a").Take(Stream);
        ended.Add("a");
        (await Of("b").Take(Stream)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Where_nobody_knows_who_runs_it_is_over_once_it_was_seen_unchanged_for_its_time()
    {
        var b = Of("b");
        await Of("a").Take(Stream);
        time.Advance(TimeSpan.FromHours(1));
        (await b.Take(Stream)).ShouldBeNull("it is seen for the first time; whose clock says what does not count");
        time.Advance(Leases.Lasts - TimeSpan.FromMilliseconds(1));
        (await b.Take(Stream)).ShouldBeNull();
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await b.Take(Stream)).ShouldNotBeNull();
    }

    [Fact]
    public async Task One_that_works_again_and_again_keeps_it()
    {
        var (a, b) = (Of("a"), Of("b"));
        for (var visit = 0; visit < 5; visit++)
        {
            var lease = (await a.Take(Stream)).ShouldNotBeNull();
            (await b.Take(Stream)).ShouldBeNull();
            time.Advance(Leases.Lasts - TimeSpan.FromSeconds(1));
            (await b.Take(Stream)).ShouldBeNull();
            await a.GiveBack(lease);
        }
    }

    [Fact]
    public async Task Giving_back_what_somebody_took_over_leaves_it_theirs()
    {
        var (a, b) = (Of("a"), Of("b"));
        var late = (await a.Take(Stream)).ShouldNotBeNull();
        ended.Add("a");
        await b.Take(Stream);
        ended.Clear();
        await a.GiveBack(late);
        (await a.Take(Stream)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lease_of_our_own_that_nobody_heard_of_is_no_hindrance()
    {
        await Of("a").Take(Stream);
        (await Of("a").Take(Stream)).ShouldNotBeNull();
    }

    private Leases Of(string name) => new(store, new Known(name, ended), time);

    private sealed record Known(string Me, HashSet<string> Ended) : IInstances
    {
        public bool HasEnded(string name) => Ended.Contains(name);
    }
}
