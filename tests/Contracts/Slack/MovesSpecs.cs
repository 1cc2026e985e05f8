using System.Collections.Immutable;
using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>What one instance was told about channels, another one learns from the store.</summary>
public sealed class MovesSpecs : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly SqliteStore store;
    private readonly SlackMoves here;
    private readonly SlackMoves there;

    public MovesSpecs()
    {
        store = SqliteStore.Open($"Data Source={folder.File("incidents.db")}");
        (here, there) = (new(store, time), new(store, time));
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_link_leads_to_the_channel_by_its_new_id_whichever_instance_was_told()
    {
        var links = new SlackLinks(store, time, there);
        await new SlackLinks(store, time, here).Note("S", "G0OLD", Cancel);
        await links.Load("S", Cancel);
        links.Known("S").ShouldBe("G0OLD");
        await here.Note("G0OLD", "C0NEW", "1.0", Cancel);
        links.IsFresh("S").ShouldBeTrue();
        time.Advance(RoomLinks.Fresh);
        links.IsFresh("S").ShouldBeFalse("it is read again before it is drawn");
        await links.Load("S", Cancel);
        links.Known("S").ShouldBe("C0NEW");
    }

    [Fact]
    public async Task A_link_leads_to_the_next_room_whichever_instance_opened_it()
    {
        var (one, other) = (new SlackLinks(store, time, here), new SlackLinks(store, time, there));
        await one.Note("S", "C0FIRST", Cancel);
        await other.Load("S", Cancel);
        await one.Note("S", "C0NEXT", Cancel);
        time.Advance(RoomLinks.Fresh);
        other.IsFresh("S").ShouldBeFalse();
        await other.Load("S", Cancel);
        other.Known("S").ShouldBe("C0NEXT");
    }

    [Fact]
    public async Task A_call_that_finds_no_such_channel_asks_the_store_whether_it_has_another_id()
    {
        await using var slack = await SlackEmulator.Start();
        using var http = new HttpClient(SlackApi.Connection());
        slack.Add(new SlackUser("U0ANA", "Ana"));
        var api = new SlackApi(http, new(Installation.BotToken, null, null, slack.ApiUrl), TimeProvider.System, NullLogger<SlackApi>.Instance, there);
        var old = (await api.Call("conversations.create", new() { { "name", "inc-1" }, { "is_private", "true" } }, Cancel)).Text("channel", "id")!;
        await api.Call("conversations.invite", new() { { "channel", old }, { "users", "U0ANA" } }, Cancel);
        await slack.As("U0ANA").Shares(old);
        var now = slack.Channels.Single(c => c.Name == "inc-1").Id;
        await here.Note(old, now, "1.0", Cancel);
        await api.Call("conversations.setTopic", new() { { "channel", old }, { "topic", "It goes on" } }, Cancel);
        slack.Channel(now)!.Topic.ShouldBe("It goes on");
        await Should.ThrowAsync<SlackErrorException>(() => api.Call("conversations.setTopic", new() { { "channel", "C0NOWHERE" }, { "topic", "?" } }, Cancel));
    }

    [Fact]
    public async Task A_reading_that_began_before_the_news_does_not_hide_them()
    {
        var slow = new ReadsLate(store);
        var moves = new SlackMoves(slow, time);
        var reading = moves.Refresh(Cancel, atOnce: true);
        await slow.HasRead;
        await moves.Note("G0OLD", "C0NEW", "1.0", Cancel);
        slow.Answer();
        await reading;
        moves.Ours("C0NEW").ShouldBe("G0OLD");
        moves.Now("G0OLD").ShouldBe("C0NEW");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The first answer is on its way for as long as the test wants.</summary>
    private sealed class ReadsLate(IStore inner) : IStore
    {
        private readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource arrives = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasRead => read.Task;

        public void Answer() => arrives.SetResult();

        public Task<Row?> Read(Key key, CancellationToken cancel = default) => inner.Read(key, cancel);

        public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default) => inner.Write(batch, cancel);

        public async Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default)
        {
            var rows = await inner.Range(table, partition, from, to, take, cancel);
            if (read.TrySetResult()) await arrives.Task;
            return rows;
        }
    }
}
