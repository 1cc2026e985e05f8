using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>After a restart every open incident is found at once: how many are visited together, and who goes first.</summary>
public sealed class VisitPlacesSpecs : IAsyncDisposable
{
    private const int AtOnce = 32;
    private const int Swept = 8;

    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly MemoryStore store = new();
    private readonly Dictionary<string, TaskCompletionSource<DateTimeOffset?>> visited = [];
    private readonly List<string> order = [];
    private readonly CancellationTokenSource over = new();
    private readonly AlarmLoop loop;
    private Task running = Task.CompletedTask;

    public VisitPlacesSpecs()
    {
        var chance = new SimChance(1);
        loop = new(new DueRows(store, time, chance), new Leases(store, new Unseen("me"), time), new Pointers(store), Visit, time, chance, NullLogger.Instance);
    }

    private string[] Visiting => [.. visited.Where(v => !v.Value.Task.IsCompleted).Select(v => v.Key)];

    [Fact]
    public async Task Of_hundreds_that_a_sweep_finds_only_some_are_visited_at_once_and_in_the_end_all()
    {
        await Open(300);
        running = loop.Run(over.Token);
        Visiting.Length.ShouldBe(Swept);
        for (var rounds = 0; Visiting is { Length: > 0 } now; rounds++)
        {
            now.Length.ShouldBeLessThanOrEqualTo(Swept);
            rounds.ShouldBeLessThanOrEqualTo(300);
            visited[now[0]].SetResult(null);
        }
        order.Count.ShouldBe(301, "each open one and the organisation, once");
        order.Distinct().Count().ShouldBe(301);
    }

    [Fact]
    public async Task What_was_written_here_is_visited_at_once_whether_it_waits_or_is_new()
    {
        await Open(300);
        running = loop.Run(over.Token);
        foreach (var woken in (string[])["S299", "new"])
        {
            order.ShouldNotContain(woken);
            loop.Wake(woken, null);
            order[^1].ShouldBe(woken);
        }
        Visiting.Length.ShouldBe(Swept + 2);
        visited["S299"].SetResult(null);
        Visiting.Length.ShouldBe(Swept + 1, "it had no place that somebody could take");
        foreach (var stream in Visiting) visited[stream].SetResult(null);
        order.Count(s => s == "S299").ShouldBe(1, "it does not wait any more");
    }

    [Fact]
    public async Task What_is_due_goes_before_what_was_only_swept_and_is_bounded_too()
    {
        await Open(300);
        var due = Enumerable.Range(200, 100).Select(n => $"S{n:D3}").Append("other").ToArray();
        foreach (var stream in due) await store.Write([new Insert(Keys.Due(stream, People.Noon, "next"), "{}")]);
        running = loop.Run(over.Token);
        Visiting.Length.ShouldBe(AtOnce);
        Visiting.Except(due).Count().ShouldBe(Swept);
        while (Visiting.Except(due).Any() && !due.All(order.Contains)) visited[Visiting[^1]].SetResult(null);
        order.Except(due).Count().ShouldBe(Swept, "until all that is due was begun");
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        over.Dispose();
    }

    private async Task Open(int incidents)
    {
        foreach (var number in Enumerable.Range(0, incidents)) await new Pointers(store).MarkOpen($"S{number:D3}", default);
    }

    private Task<DateTimeOffset?> Visit(string stream)
    {
        order.Add(stream);
        return (visited[stream] = new()).Task;
    }
}
