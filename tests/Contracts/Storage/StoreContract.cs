using System.Collections.Immutable;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>What every store does. A store supplies a clean place; opening it twice gives two instances on one place.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly List<IStore> opened = [];

    protected IStore Store { get; private set; } = null!;

    /// <summary>The place of this test, empty at its beginning, as one more instance sees it.</summary>
    protected abstract ValueTask<IStore> OpenAgain();

    /// <summary>Removes the place.</summary>
    protected abstract ValueTask Remove();

    public async ValueTask InitializeAsync() => Store = await Another();

    public async ValueTask DisposeAsync()
    {
        foreach (var store in opened.OfType<IAsyncDisposable>()) await store.DisposeAsync();
        await Remove();
        GC.SuppressFinalize(this);
    }

    protected async Task<IStore> Another()
    {
        opened.Add(await OpenAgain());
        return opened[^1];
    }

    protected static Key At(string row, string partition = "P") => new(TableNames.Streams, partition, row);

    protected async Task<string> Insert(string row, string payload = "{}", string partition = "P") =>
        (await Store.Write([new Insert(At(row, partition), payload)]))[0];

    protected async Task<string[]> Rows(string from = "", string to = "\uffff", int take = int.MaxValue, string partition = "P") =>
        [.. (await Store.Range(TableNames.Streams, partition, from, to, take)).Select(r => r.Key.Row)];

    protected async Task Conflicts(int index, params ImmutableArray<Change> batch) =>
        (await Should.ThrowAsync<StoreConflictException>(() => Store.Write(batch))).Index.ShouldBe(index);

    [Fact]
    public async Task What_is_inserted_is_read_back_as_it_was()
    {
        var etag = await Insert("H", """{"text":"Grüße, 東京, 🚨, \u0000 and \" and ' OR 1=1 --"}""");
        var row = (await Store.Read(At("H"))).ShouldNotBeNull();
        row.Key.ShouldBe(At("H"));
        row.ETag.ShouldBe(etag);
        row.Payload.ShouldBe("""{"text":"Grüße, 東京, 🚨, \u0000 and \" and ' OR 1=1 --"}""");
    }

    [Fact]
    public async Task A_row_that_is_not_there_reads_as_nothing() => (await Store.Read(At("H"))).ShouldBeNull();

    [Fact]
    public async Task Tables_and_partitions_are_apart()
    {
        await Insert("H", "1", "A");
        await Insert("H", "2", "B");
        await Store.Write([new Insert(new(TableNames.Index, "A", "H"), "3")]);
        (await Store.Read(At("H", "A")))!.Payload.ShouldBe("1");
        (await Store.Read(At("H", "B")))!.Payload.ShouldBe("2");
        (await Store.Read(new(TableNames.Index, "A", "H")))!.Payload.ShouldBe("3");
        (await Rows(partition: "A")).ShouldBe(["H"]);
    }

    [Fact]
    public async Task Inserting_a_row_that_is_there_conflicts_and_leaves_it()
    {
        await Insert("H", "first");
        await Conflicts(0, new Insert(At("H"), "second"));
        (await Store.Read(At("H")))!.Payload.ShouldBe("first");
    }

    [Fact]
    public async Task Replacing_needs_the_ETag_that_was_read_last()
    {
        var first = await Insert("H", "1");
        var second = (await Store.Write([new Replace(At("H"), "2", first)]))[0];
        second.ShouldNotBe(first);
        await Conflicts(0, new Replace(At("H"), "3", first));
        (await Store.Read(At("H"))).ShouldBe(new Row(At("H"), second, "2"));
    }

    [Fact]
    public async Task Replacing_a_row_that_is_gone_conflicts()
    {
        var etag = await Insert("H");
        await Store.Write([new Delete(At("H"), etag)]);
        await Conflicts(0, new Replace(At("H"), "{}", etag));
        (await Store.Read(At("H"))).ShouldBeNull();
    }

    [Fact]
    public async Task An_ETag_is_never_used_again_even_if_the_row_was_deleted_in_between()
    {
        var first = await Insert("H", "same");
        await Store.Write([new Delete(At("H"), first)]);
        (await Insert("H", "same")).ShouldNotBe(first);
        await Conflicts(0, new Replace(At("H"), "{}", first));
    }

    [Fact]
    public async Task Putting_writes_whatever_is_there()
    {
        var first = (await Store.Write([new Put(At("H"), "1")]))[0];
        var second = (await Store.Write([new Put(At("H"), "2")]))[0];
        second.ShouldNotBe(first);
        (await Store.Read(At("H"))).ShouldBe(new Row(At("H"), second, "2"));
    }

    [Fact]
    public async Task Deleting_with_an_ETag_needs_the_last_one()
    {
        var first = await Insert("H", "1");
        var second = (await Store.Write([new Replace(At("H"), "2", first)]))[0];
        await Conflicts(0, new Delete(At("H"), first));
        (await Store.Read(At("H")))!.Payload.ShouldBe("2");
        (await Store.Write([new Delete(At("H"), second)])).ShouldBe([""]);
        (await Store.Read(At("H"))).ShouldBeNull();
        await Conflicts(0, new Delete(At("H"), second));
    }

    [Fact]
    public async Task Deleting_without_an_ETag_is_content_with_a_row_that_is_gone()
    {
        await Insert("H");
        (await Store.Write([new Delete(At("H"))])).ShouldBe([""]);
        (await Store.Write([new Delete(At("H"))])).ShouldBe([""]);
        (await Store.Read(At("H"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_batch_is_written_whole_and_answers_in_its_order()
    {
        var head = await Insert("H", "0");
        await Insert("old");
        var etags = await Store.Write([new Replace(At("H"), "1", head), new Insert(At("E1"), "e"), new Delete(At("old")), new Put(At("D1"), "d")]);
        etags[2].ShouldBe("");
        (await Store.Read(At("H")))!.ETag.ShouldBe(etags[0]);
        (await Store.Read(At("E1")))!.ETag.ShouldBe(etags[1]);
        (await Store.Read(At("D1")))!.ETag.ShouldBe(etags[3]);
        (await Rows()).ShouldBe(["D1", "E1", "H"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_conflict_anywhere_undoes_the_whole_batch_and_names_the_change(int at)
    {
        await Insert("there", "before");
        Change[] batch = [new Insert(At("a"), "{}"), new Put(At("b"), "{}")];
        await Conflicts(at, [.. batch[..at], new Insert(At("there"), "after"), .. batch[at..]]);
        (await Rows()).ShouldBe(["there"]);
        (await Store.Read(At("there")))!.Payload.ShouldBe("before");
    }

    [Fact]
    public async Task A_hundred_rows_fit_into_one_batch()
    {
        await Store.Write([.. Enumerable.Range(0, 100).Select(i => new Insert(At($"E{i:D10}"), "{}"))]);
        (await Rows()).Length.ShouldBe(100);
    }

    [Fact]
    public async Task Of_many_who_replace_the_same_row_exactly_one_wins()
    {
        var other = await Another();
        var etag = await Insert("H", "nobody");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            try
            {
                await (i % 2 == 0 ? Store : other).Write([new Replace(At("H"), $"{i}", etag), new Insert(At($"E{i}"), "{}")]);
                return i;
            }
            catch (StoreConflictException)
            {
                return -1;
            }
        })));
        var winner = outcomes.Single(i => i >= 0);
        (await Store.Read(At("H")))!.Payload.ShouldBe($"{winner}");
        (await Rows("E", "F")).ShouldBe([$"E{winner}"]);
    }

    [Fact]
    public async Task Many_who_count_in_one_row_by_its_ETag_lose_no_count()
    {
        var other = await Another();
        await Insert("H", "0");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => CountFive(i % 2 == 0 ? Store : other))));
        (await Store.Read(At("H")))!.Payload.ShouldBe("50");
    }

    [Fact]
    public async Task What_one_instance_wrote_the_other_reads_at_once()
    {
        var other = await Another();
        for (var i = 0; i < 20; i++)
        {
            await Store.Write([new Put(At("H"), $"{i}")]);
            (await other.Read(At("H")))!.Payload.ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task What_was_written_is_there_after_closing_and_opening_again()
    {
        var etag = await Insert("H", "kept");
        if (Store is IAsyncDisposable closing) await closing.DisposeAsync();
        (await (await Another()).Read(At("H"))).ShouldBe(new Row(At("H"), etag, "kept"));
    }

    private static async Task CountFive(IStore store)
    {
        for (var done = 0; done < 5;)
        {
            var row = (await store.Read(At("H")))!;
            try
            {
                await store.Write([new Replace(At("H"), $"{int.Parse(row.Payload, System.Globalization.CultureInfo.InvariantCulture) + 1}", row.ETag)]);
                done++;
            }
            catch (StoreConflictException)
            {
                // Somebody else counted in between: read again.
            }
        }
    }
}
