using System.Globalization;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>How ranges come back, and the limits of keys, payloads and batches, in every store.</summary>
public abstract class StoreRangeContract : StoreContract
{
    // Cultures sort these by letter, without regard to case, punctuation or accents; stores by number of the character.
    private static readonly string[] Ordinal = ["-a", "10", "2", "B", "Ba", "Z", "_", "a", "a b", "a-b", "aB", "ab", "b", "co-op", "coop", "é", "ß", "東", "\uffee"];

    [Fact]
    public async Task A_range_is_in_ordinal_order_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("da-DK");
        try
        {
            foreach (var row in Ordinal.Reverse()) await Insert(row);
            (await Rows()).ShouldBe([.. Ordinal.Order(StringComparer.Ordinal)]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_range_takes_in_its_beginning_and_leaves_out_its_end()
    {
        foreach (var row in (string[])["D9", "E1", "E10", "E2", "F"]) await Insert(row);
        (await Rows("E1", "E2")).ShouldBe(["E1", "E10"]);
        (await Rows("E", "F")).ShouldBe(["E1", "E10", "E2"]);
        (await Rows("E1", "E1")).ShouldBeEmpty();
        (await Rows("F", "E")).ShouldBeEmpty();
        (await Rows("G", "H")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_range_of_a_partition_that_is_not_there_is_empty() => (await Rows(partition: "nowhere")).ShouldBeEmpty();

    [Fact]
    public async Task Keys_that_differ_only_by_case_or_accent_are_different()
    {
        foreach (var row in (string[])["a", "A", "e", "é", "e\u0301"]) await Insert(row, row);
        foreach (var row in (string[])["a", "A", "e", "é", "e\u0301"]) (await Store.Read(At(row)))!.Payload.ShouldBe(row);
    }

    [Fact]
    public async Task A_long_range_comes_whole_beyond_the_page_of_a_thousand_rows()
    {
        foreach (var hundred in Enumerable.Range(0, 2500).Chunk(100))
            await Store.Write([.. hundred.Select(i => new Insert(At($"E{i:D10}"), $"{i}"))]);
        var all = await Store.Range(TableNames.Streams, "P", "E", "F");
        all.Select(r => r.Payload).ShouldBe(Enumerable.Range(0, 2500).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_range_stops_after_as_many_rows_as_were_asked_for()
    {
        foreach (var hundred in Enumerable.Range(0, 1500).Chunk(100))
            await Store.Write([.. hundred.Select(i => new Insert(At($"E{i:D10}"), "{}"))]);
        (await Rows(take: 1)).ShouldBe(["E0000000000"]);
        (await Rows("E0000000007", take: 3)).ShouldBe(["E0000000007", "E0000000008", "E0000000009"]);
        (await Rows(take: 1200)).Length.ShouldBe(1200);
    }

    [Fact]
    public async Task The_largest_payload_is_kept_whole_whether_its_characters_are_narrow_or_wide()
    {
        var narrow = new string('x', StoreLimits.LargestPayload);
        var wide = string.Concat(Enumerable.Repeat("🚨", StoreLimits.LargestPayload / 4));
        await Insert("narrow", narrow);
        await Insert("wide", wide);
        (await Store.Read(At("narrow")))!.Payload.ShouldBe(narrow);
        (await Store.Read(At("wide")))!.Payload.ShouldBe(wide);
        foreach (var row in (string[])["narrow", "wide"]) await Store.Write([new Put(At(row), wide)]);
    }

    [Fact]
    public Task A_payload_over_its_limit_is_refused() =>
        Refused("A payload has at most 716800 bytes; this one has 716801.", new Insert(At("H"), new string('x', StoreLimits.LargestPayload + 1)));

    [Fact]
    public Task A_batch_over_its_limit_is_refused() => Refused(
        "A batch has at most 1331200 bytes; this one has 2100003.",
        [.. "abc".Select(row => new Insert(At($"{row}"), new string('x', 700_000)))]);

    [Fact]
    public Task A_batch_of_101_rows_is_refused() => Refused(
        "A batch has at most 100 changes; this one has 101.", [.. Enumerable.Range(0, 101).Select(i => new Insert(At($"E{i}"), "{}"))]);

    [Fact]
    public Task An_empty_batch_is_refused() => Refused("A batch has at least one change.");

    [Fact]
    public Task A_batch_over_two_partitions_is_refused() =>
        Refused("A batch stays in one partition.", new Insert(At("H", "A"), "{}"), new Insert(At("H", "B"), "{}"));

    [Fact]
    public Task A_batch_over_two_tables_is_refused() =>
        Refused("A batch stays in one table.", new Insert(At("H"), "{}"), new Insert(new(TableNames.Index, "P", "I"), "{}"));

    [Fact]
    public Task A_row_twice_in_one_batch_is_refused() => Refused("A batch changes each row once.", new Insert(At("H"), "{}"), new Delete(At("H")));

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a🚨b")]
    public async Task A_key_with_a_character_that_some_store_does_not_take_is_refused(string key)
    {
        const string rule = "has none of / \\ # ?, no control characters and nothing outside the basic plane.";
        await Refused("A row key " + rule, new Insert(At(key), "{}"));
        await Refused("A partition key " + rule, new Insert(At("H", key), "{}"));
        Should.Throw<ArgumentException>(() => Store.Read(At(key)));
        Should.Throw<ArgumentException>(() => Store.Range(TableNames.Streams, key, "", "z"));
    }

    [Fact]
    public async Task A_key_has_at_most_255_bytes()
    {
        string[] longest = [new('k', 255), new('é', 127)];
        foreach (var key in longest) await Insert(key, key, key);
        foreach (var key in longest) (await Store.Read(At(key, key)))!.Payload.ShouldBe(key);
        await Refused("A row key has at most 255 bytes.", new Insert(At(new('k', 256)), "{}"));
        await Refused("A partition key has at most 255 bytes.", new Insert(At("H", new('é', 128)), "{}"));
    }

    [Fact]
    public Task An_empty_key_is_refused() => Refused("A row key is not empty.", new Insert(At(""), "{}"));

    private async Task Refused(string why, params Change[] batch)
    {
        Should.Throw<ArgumentException>(() => Store.Write([.. batch])).Message.ShouldStartWith(why);
        foreach (var key in batch.Select(c => c.Key).Where(k => k.Partition.All(char.IsLetter) && k.Partition.Length == 1))
            (await Store.Range(key.Table, key.Partition, "", "\uffff")).ShouldBeEmpty();
    }
}
