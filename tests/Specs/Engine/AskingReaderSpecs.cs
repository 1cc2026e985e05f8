using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>What a decision knows of other incidents: rows of those that the words name, of those they went on in, and the newest where the offer looks around.</summary>
public class AskingReaderSpecs
{
    private readonly MemoryStore store = new();
    private readonly Pointers pointers;

    public AskingReaderSpecs() => pointers = new(store);

    [Theory]
    [InlineData("INC-2")]
    [InlineData("inc2 because the same sender")]
    [InlineData("it is #2 again")]
    public async Task The_incident_that_the_words_name_is_known(string words)
    {
        await Incidents(Row(1), Row(2), Row(3));
        (await Known(Declare.Offer, words)).ShouldBe([2]);
    }

    [Fact]
    public async Task What_it_was_merged_into_is_known_to_its_end()
    {
        await Incidents(Row(1), Row(2, Status.Merged, "S1"), Row(3, Status.Merged, "S2"));
        (await Known(Declare.Offer, "INC-3")).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task A_circle_of_merges_ends()
    {
        await Incidents(Row(1, Status.Merged, "S2"), Row(2, Status.Merged, "S1"));
        (await Known(Declare.Offer, "INC-1")).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task An_offer_that_looks_around_knows_all_open_ones_and_the_newest()
    {
        await Incidents([.. Enumerable.Range(1, 300).Select(n => Row(n))]);
        foreach (var open in Enumerable.Range(1, 220)) await pointers.MarkOpen($"S{open}", default);
        int[] all = [.. Enumerable.Range(251, 50).Reverse(), .. Enumerable.Range(1, 220).Reverse()];
        (await Known(Duplicate.Offer, "")).ShouldBe(all);
        (await Known(Report.Offer, "a strange mail")).ShouldBe(all);
        (await Known(Declare.Offer, "SEV2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_this_person_may_not_see_is_not_known()
    {
        await Incidents(Row(1) with { Private = true, Members = [Ben] }, Row(2) with { Private = true, Members = [Ana] }, Row(3) with { Excluded = [Ana] });
        (await Known(Duplicate.Offer, "INC-1 INC-3")).ShouldBe([2]);
    }

    private async Task Incidents(params ListRow[] rows)
    {
        foreach (var row in rows)
        {
            (await pointers.ClaimNumber(row.Stream, default)).ShouldBe(row.Number);
            await store.Write([new Insert(Keys.Head(row.Stream), new HeadRow(1, "", row).Write())]);
        }
    }

    private async Task<int[]> Known(Offer offer, string words)
    {
        var reader = new AskingReader(null!, null!, pointers, [], TimeProvider.System);
        var moment = Moment();
        var asking = new Asking(new Slash("r", Ana, null, words), moment.Who, moment.Organisation, moment.Playbook, moment.Roster, Noon);
        return [.. (await reader.About(asking, new Meaning(offer, Arguments.Typed(words), null, []), null, default)).Known.Select(r => r.Number)];
    }
}
