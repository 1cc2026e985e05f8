using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>One process's connection to the platform: slow, busy, losing answers; a lost call may land late and after newer ones.</summary>
internal sealed class SimChat(SimScreen screen, SimProcess world, SimProcess caller, SimScheduler scheduler, Weather weather) : IChat
{
    /// <summary>What lands, lands within 45 s of its call, and the platform is a little slow.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(50);

    public string Platform => "web";

    public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default) =>
        Call($"open {key}", () => screen.Open(key, room).Reference);

    public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default) =>
        Call<IReadOnlyList<string>>($"find {key}", () => [.. screen.Rooms.Where(r => r.Key == key && !r.Archived).Select(r => r.Reference)]);

    public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) => Call($"set the topic of {room}", () =>
    {
        var there = screen.RoomOf(room);
        // What was planned before the bot knew may still land.
        if (!(there.Hands.TopicIsKnownAt + TimeSpan.FromSeconds(75) < scheduler.Now)) there.Hands.Topic = null;
        return there.Topic = topic;
    });

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default) => Call($"invite into {room}", () =>
    {
        screen.Join(screen.RoomOf(room), people);
        return room;
    });

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default) =>
        Call($"post {key} {where}", () =>
        {
            var posted = screen.Post(key, where, message);
            posted.At = scheduler.Now;
            return posted.Reference;
        });

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) =>
        Call<IReadOnlyList<string>>($"find {key}", () => [.. screen.Visible.Where(m => m.Key == key && m.Where == where && m.At.AddMinutes(1) >= since).Select(m => m.Reference)]);

    public bool IsIn(string message, string room) => screen.Messages.Find(m => m.Reference == message)?.Where == new ToRoom(room);

    public Task Update(string message, ChatMessage content, CancellationToken cancel = default) => Call($"update {message}", () =>
    {
        screen.Update(message, content);
        return message;
    });

    public Task Remove(string message, CancellationToken cancel = default) => Call($"remove {message}", () =>
    {
        foreach (var gone in screen.Messages.Where(m => m.Reference == message && !(m.Where is ToRoom to && screen.Rooms.Exists(r => r.Reference == to.Room && r.Hands.Closed)))) gone.Removed = true;
        return message;
    });

    public Task Archive(string room, CancellationToken cancel = default) => Call($"archive {room}", () =>
    {
        foreach (var old in screen.Rooms.Where(r => r.Reference == room)) old.Archived = true;
        return room;
    });

    public Task Rename(string room, string name, CancellationToken cancel = default) => Call($"rename {room}", () =>
    {
        var there = screen.RoomOf(room);
        there.Hands.Name = null;
        return there.Name = name;
    });

    public Task Empty(string room, string? except, CancellationToken cancel = default) => Call($"empty {room}", () =>
    {
        if (screen.Rooms.Exists(r => r.Reference == room && r.Hands.WasOut)) screen.RoomOf(room);
        foreach (var gone in screen.Visible.Where(m => m.Where is ToRoom to && to.Room == room && m.Reference != except)) gone.Removed = true;
        return room;
    });

    public Task TakeOut(string room, Person person, CancellationToken cancel = default) => Call($"take {person} out of {room}", () => screen.RoomOf(room).Members.Remove(person));

    public Task ComeBack(string room, CancellationToken cancel = default) => Call($"come back into {room}", () => screen.RoomOf(room));

    public Task<bool> IsOpen(string room, CancellationToken cancel = default) => Call($"say whether {room} is open", () => screen.Rooms.Exists(r => r.Reference == room && r.IsOpen));

    public Task Pin(string message, CancellationToken cancel = default) => Call($"pin {message}", () => screen.MessageOf(message).Pinned = true);

    private Task<T> Call<T>(string what, Func<T> effect)
    {
        scheduler.AssertOwnThread();
        var answer = new TaskCompletionSource<T>();
        if (caller.IsDead) return answer.Task;
        var fate = weather.NextChatCall();
        if (fate.AnswersFirst) world.After(fate.After, () => answer.TrySetException(Lost()));
        var called = scheduler.Now;
        world.After(fate.Before, () => Arrive(called));
        return answer.Task;

        // Where everything stood still meanwhile, it was lost on the way: no platform does hours later what it was asked then.
        void Arrive(DateTimeOffset called) => Land(what, effect, scheduler.Now - called > Longest ? fate with { Fate = Fate.NeverDone } : fate, answer);
    }

    private void Land<T>(string what, Func<T> effect, ChatFate fate, TaskCompletionSource<T> answer)
    {
        scheduler.Trace?.Invoke($"{caller.Name} asks the chat to {what}: {fate.Fate}");
        Action tell;
        try
        {
            tell = fate.Fate switch
            {
                Fate.NotDone => () => answer.TrySetException(new ChatBusyException(fate.Busy)),
                Fate.NeverDone => () => answer.TrySetException(Lost()),
                _ when effect() is var result && fate.Fate == Fate.Done => () => answer.TrySetResult(result),
                _ => () => answer.TrySetException(Lost()),
            };
        }
        catch (Exception said) when (said is ChatGoneException or ChatRefusedException)
        {
            tell = fate.Fate == Fate.Done ? () => answer.TrySetException(said) : () => answer.TrySetException(Lost());
        }
        if (weather.CrashesHere()) caller.Crash();
        world.After(fate.After, tell);
    }

    private static ChatMaybeDoneException Lost() => new ChatMaybeDoneException("The connection broke.");
}
