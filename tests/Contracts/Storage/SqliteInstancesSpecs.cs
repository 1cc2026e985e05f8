using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>Who runs on one SQLite file: known at once, also of a process that was killed.</summary>
public sealed class SqliteInstancesSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Source => $"Data Source={folder.File("incidents.db")}";

    private string Running => folder.File("incidents.db-running");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_process_that_runs_has_not_ended_and_one_that_was_killed_has()
    {
        using var here = SqliteInstances.On(Source);
        await using var first = await KilledInstance.Start(Source);
        await using var second = await KilledInstance.Start(Source);
        (here.HasEnded(first.Name), here.HasEnded(second.Name)).ShouldBe((false, false));
        await first.Kill();
        (here.HasEnded(first.Name), here.HasEnded(second.Name)).ShouldBe((true, false));
    }

    [Fact]
    public void Two_in_one_process_see_each_other_and_the_one_that_closes_is_gone()
    {
        using var here = SqliteInstances.On(Source);
        var other = SqliteInstances.On(Source);
        (here.HasEnded(here.Me), here.HasEnded(other.Me), other.HasEnded(here.Me)).ShouldBe((false, false, false));
        other.Dispose();
        here.HasEnded(other.Me).ShouldBeTrue();
        Directory.GetFiles(Running).Select(Path.GetFileName).ShouldBe([here.Me]);
    }

    [Fact]
    public async Task What_a_killed_process_left_behind_is_cleared_away_later_and_what_runs_or_begins_stays()
    {
        await using var killed = await KilledInstance.Start(Source);
        await using var runs = await KilledInstance.Start(Source);
        await killed.Kill();
        await File.WriteAllTextAsync(Path.Combine(Running, "begins"), "");
        foreach (var name in (string[])[killed.Name, runs.Name]) File.SetLastWriteTimeUtc(Path.Combine(Running, name), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using var here = SqliteInstances.On(Source);
        Directory.GetFiles(Running).Select(f => Path.GetFileName(f)).ShouldBe([here.Me, runs.Name, "begins"], ignoreOrder: true);
        here.HasEnded(killed.Name).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../incidents.db")]
    [InlineData("a/b")]
    public void What_is_no_name_is_not_known_to_have_ended(string name)
    {
        using var here = SqliteInstances.On(Source);
        here.HasEnded(name).ShouldBeFalse();
    }

    [Fact]
    public void Where_the_lock_cannot_be_had_the_word_is_clear() => Should.Throw<StoreUnavailableException>(() => SqliteInstances.On("Data Source=/proc/nowhere/incidents.db"))
        .Message.ShouldStartWith("The store's file cannot be opened. Check that its folder exists");
}
