using ChatOpsIncident.Specs.Simulation.Checks;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>Breaks that no wrapper at a port can make: the engine's sources are compiled with one place changed.</summary>
public class SourceBreakSpecs(ITestOutputHelper output)
{
    [Fact]
    public void The_simulator_catches_an_answer_given_before_it_is_stored() => Caught(
        Check.AcknowledgedMeansStored, "CommandQueue.cs",
        "        if (round.Appends)\n", "        foreach (var settle in round.Settled) settle();\n        if (round.Appends)\n");

    [Fact]
    public void The_simulator_catches_an_errand_without_its_key() => Caught(
        Check.EveryErrandArrivesOnce, "ErrandRunner.cs", "\"errand:\" + request", "\"errand\"", first: 254);

    [Fact]
    public void The_simulator_catches_a_watermark_that_runs_ahead_of_delivery() => Caught(
        Check.TheScreenIsThePlan, "Outbox.cs", "var over = unfinished.IsEmpty ? version : unfinished.Min() - 1;", "var over = version;");

    [Fact]
    public void The_simulator_catches_a_lost_call_that_nobody_looks_at_again() => Caught(
        Check.NothingIsOnTheScreenTwice, "Deliverer.cs", "Late = TimeSpan.FromSeconds(65)", "Late = TimeSpan.Zero");

    [Fact]
    public void The_simulator_catches_a_private_incident_shown_to_everyone() => Caught(
        Check.NobodySeesWhatTheyMustNot, "AskingReader.cs", "Membership.IsOpenTo(incident, asking.Inbound.Who)", "incident.Detection is not null");

    [Fact]
    public void The_simulator_catches_an_append_that_comes_after_its_due_row() => Caught(
        Check.ADueRowWhileWorkIsLeft, "CommandQueue.cs", "if (time.GetUtcNow() >= until)", "if (false)", first: 41);

    [Fact]
    public void The_simulator_catches_a_message_that_keeps_the_words_which_were_removed() => Caught(
        Check.TheScreenIsThePlan, "Outbox.cs", "!await SayAnew(number, there, chat, where)", "false", first: 38);

    [Fact]
    public void The_simulator_catches_a_snapshot_that_outlives_a_redaction() => Caught(
        Check.ASnapshotIsTheFold, "Redactor.cs", "batch.Add(new Delete(Keys.Snapshot(stream)));", "", first: 14);

    [Fact]
    public void The_simulator_catches_a_due_row_that_goes_before_its_work_is_done() => Caught(
        Check.ADueRowWhileWorkIsLeft, "AlarmLoop.cs",
        "if (await visit(stream)", "foreach (var row in rows) await due.Delete(row, CancellationToken.None);\nif (await visit(stream)");

    [Fact]
    public void The_simulator_catches_a_next_time_that_nobody_writes_down() => Caught(
        Check.ADueRowWhileWorkIsLeft, "AlarmLoop.cs", "await due.Schedule(stream, next, CancellationToken.None)", "await Task.CompletedTask");

    [Fact]
    public void The_simulator_catches_an_incident_that_goes_on_and_stays_off_the_list() => Caught(
        Check.TheListIsComplete, "Reconciler.cs", "if (stillOpen ? book[Listed] is null : !isQuiet) return null;", "if (stillOpen || !isQuiet) return null;");

    [Fact]
    public void The_simulator_catches_what_is_over_and_stays_on_the_list() => Caught(
        Check.TheListIsComplete, "Reconciler.cs", "pointers.MarkClosed(row.Stream, CancellationToken.None)", "Task.CompletedTask");

    /// <param name="first">The seed that caught it last: the hunt goes round from there, so that it is short.</param>
    private void Caught(Check expected, string file, string from, string to, int first = 1)
    {
        var result = PatchedEngine.Hunted(expected, first, file, from, to);
        output.WriteLine(result);
        result.ShouldStartWith(Hunt.Caught);
    }
}
