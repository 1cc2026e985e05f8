using ChatOpsIncident.Edges.Slack.Api;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack.Api;

/// <summary>Who goes first, and who waits for whom.</summary>
public sealed class LaneSpecs
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Rooms_are_opened_one_at_a_time_the_worst_first_and_of_those_the_oldest()
    {
        var opened = new List<string>();
        var first = new TaskCompletionSource();
        await using var slack = await SlackStub.Start(async call =>
        {
            lock (opened) opened.Add(call.Fields["name"]);
            if (call.Fields["name"] == "first") await first.Task;
            return StubAnswer.Ok();
        });
        var api = slack.Api();
        Task Open(string name, int severity, int minute) => api.Call("conversations.create", new SlackArguments { Urgency = new(severity, time.GetUtcNow().AddMinutes(minute)) }.And("name", name));

        var all = new List<Task> { Open("first", 3, 0) };
        while (slack.Calls.IsEmpty) await Task.Yield();
        all.AddRange([Open("late and odd", 3, 9), Open("bad, later", 0, 5), Open("bad, first", 0, 1), Open("odd, first", 3, 0)]);
        slack.Calls.Count.ShouldBe(1);
        first.SetResult();
        await Task.WhenAll(all);
        opened.ShouldBe(["first", "bad, first", "bad, later", "odd, first", "late and odd"]);
    }

    [Fact]
    public async Task One_channel_gets_one_post_at_a_time_and_about_one_a_second_and_no_channel_waits_for_another()
    {
        var held = new TaskCompletionSource();
        await using var slack = await SlackStub.Start(async call =>
        {
            if (call.Fields["text"] == "1") await held.Task;
            return StubAnswer.Ok();
        });
        var api = slack.Api(time);
        Task Post(string channel, string text) => api.Call("chat.postMessage", new() { { "channel", channel }, { "text", text } });
        var (one, two) = (Post("C1", "1"), Post("C1", "2"));
        await Post("C2", "other");
        await api.Call("pins.add", new() { { "channel", "C1" }, { "text", "pin" } });
        slack.Calls.Count(c => c.Fields["channel"] == "C1").ShouldBe(2, "the pin, and one post");
        held.SetResult();
        await Task.WhenAll(one, two, Post("C1", "3"), Post("C1", "4"));
        (await Should.ThrowAsync<SlackBusyException>(() => Post("C1", "5"))).After.ShouldBe(TimeSpan.FromSeconds(2.2));
        time.Advance(TimeSpan.FromSeconds(4.2));
        await Post("C1", "5");
        slack.Calls.Where(c => c.Fields["channel"] == "C1" && c.Method == "chat.postMessage").Select(c => c.Fields["text"]).ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [Fact]
    public async Task Who_would_wait_long_is_sent_away_and_told_when_to_come_back()
    {
        using var lane = new Lane(time, 1, 0, default);
        await lane.Enter(default, true, default);
        var waits = lane.Enter(default, true, default);
        time.Advance(Lane.Patience);
        (await Should.ThrowAsync<SlackBusyException>(() => waits)).After.ShouldBe(TimeSpan.FromSeconds(0.5));
        lane.Leave();
        await lane.Enter(default, true, default);
    }

    [Fact]
    public async Task Somebody_who_clicked_is_never_kept_waiting_by_a_closed_lane()
    {
        using var lane = new Lane(time, int.MaxValue, 0, default);
        lane.Close(TimeSpan.FromSeconds(3));
        await Should.ThrowAsync<SlackBusyException>(() => lane.Enter(default, waits: false, default));
        var patient = lane.Enter(default, waits: true, default);
        time.Advance(TimeSpan.FromSeconds(3));
        await patient;
    }
}
