using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.Checks;
using static ChatOpsIncident.Specs.Simulation.Breaks.BrokenStore;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>Each break is found by the checker that guards against it, within the seeds that CI runs.</summary>
public class PortBreakSpecs(ITestOutputHelper output)
{
    [Fact]
    public void The_simulator_catches_an_append_before_its_due_row() => Caught(Check.ADueRowWhileWorkIsLeft, AppendsFirst());

    [Fact]
    public void The_simulator_catches_an_append_without_the_rows_of_its_requests() =>
        Caught(Check.EveryRequestIsAppliedOnce, Changing(c => IsIn(c, TableNames.Streams, 'C') ? null : c));

    [Fact]
    public void The_simulator_catches_a_head_written_whatever_its_ETag() =>
        Caught(Check.TheChainIsWhole, Changing(c => IsIn(c, TableNames.Streams, 'H') || IsIn(c, TableNames.Streams, 'E') ? Forced(c) : c));

    [Fact]
    public void The_simulator_catches_a_delivery_record_that_goes_back() =>
        Caught(Check.RecordsNeverGoBack, Changing(c => IsIn(c, TableNames.Streams, 'D') ? Forced(c) : c));

    [Fact]
    public void The_simulator_catches_a_batch_that_loses_its_last_event() => Caught(
        Check.TheChainIsWhole, Writing(batch => batch.Select(c => batch.Length > 3 && c == batch.LastOrDefault(e => IsIn(e, TableNames.Streams, 'E')) ? null : c)));

    [Fact]
    public void The_simulator_catches_a_post_before_sending_is_written() => Caught(Check.NothingIsOnTheScreenTwice, CallsFirst());

    [Fact]
    public void The_simulator_catches_a_chat_that_is_never_asked_whether_a_lost_call_arrived() =>
        Caught(Check.NothingIsOnTheScreenTwice, new() { Chat = chat => new NeverAsked(chat) });

    [Fact]
    public void The_simulator_catches_a_salt_used_twice() => Caught(Check.SaltsAreFresh, new() { Chance = chance => new OneSalt(chance) });

    [Fact]
    public void The_simulator_catches_a_number_given_twice() =>
        Caught(Check.NumbersAreUnique, Changing(c => c is Insert { Key: { Table: TableNames.Index, Partition: "number" } } ? Forced(c) : c));

    [Fact]
    public void The_simulator_catches_a_due_row_deleted_though_nobody_noted_it() => Caught(Check.ADueRowWhileWorkIsLeft, DeletesTooMuch());

    private void Caught(Check expected, Break broken)
    {
        var result = Hunt.For(expected, broken);
        output.WriteLine(result);
        result.ShouldStartWith(Hunt.Caught);
    }
}
