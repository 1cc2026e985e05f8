using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Engine;

/// <summary>
/// Sending is two writes: "sending" before the call, "delivered" after it, both under the record's ETag. Who loses the second write, or finds
/// "sending" without an owner, knows only that the content is unknown.
/// </summary>
internal sealed partial class Deliverer(DeliveryBook book, IInstances instances, TimeProvider time, ILogger logger)
{
    /// <summary>Longer than any call of ours is waited for.</summary>
    public static readonly TimeSpan OwnedFor = TimeSpan.FromSeconds(30);

    /// <summary>A lost call may land this late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(65);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5), ForPeople = TimeSpan.FromMinutes(5), ForClosed = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();

    /// <summary>Asked before each call: whether the room was replaced since the visit began. What was planned for it is not said there any more.</summary>
    public Func<Task<bool>>? Outdated { get; init; }

    /// <summary>When to come back for what is not done; null: all is done.</summary>
    public DateTimeOffset? ComeBack { get; private set; }

    /// <summary>The platform's policy stood in the way of something.</summary>
    public bool Forbidden { get; private set; }

    /// <summary>The room turned out to be closed before anybody said so; null: it did not.</summary>
    public ChatClosedException? Closed { get; private set; }

    /// <summary>Hashes of the people who were invited under this key.</summary>
    public ImmutableArray<string> Invited(string key) => book[key]?.Invited ?? [];

    /// <summary>Where it stands; null: nowhere that anybody knows of.</summary>
    public string? Known(string key) => book[key]?.Ref;

    /// <summary>Brings one thing towards what it should be, by at most the calls that are sure to be needed.</summary>
    /// <param name="version">Number of the stream's last event that the plan saw.</param>
    public async Task<Shown> Show(Showing want, long version)
    {
        try
        {
            return await Next(want, version, time.GetUtcNow());
        }
        catch (ChatBusyException busy)
        {
            return Wait(time.GetUtcNow() + busy.After, book[want.Key]?.Ref);
        }
        catch (Exception fault) when (IsTheChats(fault))
        {
            // Only looking went wrong: nothing was changed, so nothing new is unknown.
            Log.MaybeDone(logger, book.Stream, want.Key, fault.GetType().Name);
            return Wait(time.GetUtcNow() + Pause(0), book[want.Key]?.Ref);
        }
    }

    /// <summary>Asks the platform something that changes nothing; null: it does not answer now, and is asked again later.</summary>
    public async Task<bool?> Ask(Func<Task<bool>> question)
    {
        try
        {
            return await question();
        }
        catch (Exception fault) when (IsTheChats(fault))
        {
            Wait(time.GetUtcNow() + ((fault as ChatBusyException)?.After ?? ForClosed), null);
            return null;
        }
    }

    /// <summary>Whether a call that nobody heard of has brought this after all, as a look at the platform says; while it still may, comes back.</summary>
    public async Task<bool> CameLate(string key, Func<Task<bool>> look)
    {
        if (book[key] is not { State: DeliveryState.Sending, Ref: null } unknown) return false;
        if (Later(unknown.UnsettledUntil, unknown.At + Late) is var until && time.GetUtcNow() < until) Wait(until, null);
        return await Ask(look) is true;
    }

    /// <summary>There is more to do then.</summary>
    public void ComeBackAt(DateTimeOffset at) => Wait(at, null);

    /// <summary>The platform says, at another call, that this is gone: the next visit looks, and makes it anew.</summary>
    public async Task Gone(string key)
    {
        var now = time.GetUtcNow();
        if (book[key]?.Ref is { } there) await book.Forget(key, there, now, now + Late);
        Wait(now, null);
    }

    private async Task<Shown> Next(Showing want, long version, DateTimeOffset now) =>
        book[want.Key] switch
        {
            null => await Create(want, version, null),
            { } newer when newer.Version > version => Wait(now, newer.Ref),
            { State: DeliveryState.Sending } other when MayBeAtIt(other, now) => Wait(other.At + OwnedFor, other.Ref),
            { State: DeliveryState.Sending } unknown => await Recover(want, version, unknown, now),
            { } same when same.Hash == want.Hash || want is { Update: null, Restores: false } => await Settle(want, version, same, now),
            { Ref: { } there } old => await Update(want, version, old, there),
            var refused => await Create(want, version, refused),
        };

    /// <summary>Somebody else may still make the call.</summary>
    private bool MayBeAtIt(Delivery other, DateTimeOffset now) =>
        other.Owner.Length > 0 && other.Owner != instances.Me && now < other.At + OwnedFor && !instances.HasEnded(other.Owner);

    private Task<Shown> Create(Showing want, long version, Delivery? before) => Call(want, version, before, null, want.Create);

    private Task<Shown> Update(Showing want, long version, Delivery before, string there) => want.Update is null
        ? Create(want, version, before)
        : Call(want, version, before, there, async () =>
        {
            await want.Update(there);
            return there;
        });

    /// <summary>Nobody knows what is there: asks the platform for what is new, sends the newest content again for what was there.</summary>
    private async Task<Shown> Recover(Showing want, long version, Delivery unknown, DateTimeOffset now)
    {
        var doubted = unknown with { UnsettledUntil = Later(unknown.UnsettledUntil, now + Late) };
        if (want.Find is null) return unknown.Ref is null ? await Create(want, version, doubted) : await Update(want, version, doubted, unknown.Ref);
        if (await Found(want, unknown) is not { } there) return await Create(want, version, doubted with { Ref = null });
        if (want.Update is not null) return await Update(want, version, doubted, there);
        // It is there; with which content nobody knows, if words were taken out of it meanwhile: saying it anew must not take it for done.
        return await Write(want.Key, doubted with { State = DeliveryState.Delivered, Hash = "", Ref = there, At = now, Owner = instances.Me });
    }

    /// <summary>It is there. If a lost call may have landed late, looks once more.</summary>
    private async Task<Shown> Settle(Showing want, long version, Delivery same, DateTimeOffset now)
    {
        if (same.UnsettledUntil is not { } until) return new(same.Ref, Settled: true);
        if (now < until) return Wait(until, same.Ref);
        var settled = same with { UnsettledUntil = null, At = now, Owner = instances.Me, State = DeliveryState.Delivered };
        var there = want.Find is null || same.Refused ? same.Ref : await Found(want, same);
        if (there is null && want.Restores) return await Create(want, version, settled);
        if (there is not null && want.Update is not null) return await Update(want, version, settled, there);
        if (there is not null && want.Find is null) return await Call(want, version, settled, there, want.Create);
        return await Write(want.Key, settled with { Ref = there ?? same.Ref, Hash = there is null || there == same.Ref ? same.Hash : "" });
    }

    /// <summary>One call between its two writes. Who loses the second one was taken for gone: what counts is what the other made, and ours is a double.</summary>
    private async Task<Shown> Call(Showing want, long version, Delivery? before, string? there, Func<Task<string>> call)
    {
        var began = time.GetUtcNow();
        if (Outdated is { } outdated && await outdated()) return Wait(time.GetUtcNow(), there);
        var sending = Delivery.Begun(want, version, before, there, time.GetUtcNow(), instances.Me);
        var was = book[want.Key];
        if (!await book.Write(want.Key, sending)) return Wait(time.GetUtcNow(), there);
        // The machine slept, or the store took its time: others took this call for lost, and what was planned then may not be said any more.
        if (time.GetUtcNow() - began >= OwnedFor) return await Later(want, was, there, new ChatBusyException(TimeSpan.Zero));
        try
        {
            var reference = await call();
            var delivered = sending with { State = DeliveryState.Delivered, Ref = reference, At = time.GetUtcNow(), Tries = 0, Invited = want.Invited ?? before?.Invited };
            if (await book.Write(want.Key, delivered)) return Done(delivered);
            // Where everybody has settled on theirs already, nobody else will look for ours.
            if (await book.Unsettle(want.Key, time.GetUtcNow() + Late) is { } theirs && theirs != reference) await want.Remove(reference);
            return Wait(time.GetUtcNow(), null);
        }
        catch (Exception later) when (later is ChatBusyException or ChatForbiddenException || (later is ChatClosedException && !want.IsLeft))
        {
            return await Later(want, was, there, later);
        }
        catch (ChatRefusedException refused)
        {
            Log.Refused(logger, book.Stream, want.Key, refused.Message);
            return await Write(want.Key, sending with { State = DeliveryState.Delivered, Refused = true, At = time.GetUtcNow() });
        }
        catch (ChatGoneException)
        {
            return await Unknown(want, sending with { Ref = null }, time.GetUtcNow() + Pause(sending.Tries) - Pause(0));
        }
        catch (Exception fault) when (IsTheChats(fault))
        {
            Log.MaybeDone(logger, book.Stream, want.Key, fault.GetType().Name);
            return await Unknown(want, sending, time.GetUtcNow() + Pause(sending.Tries));
        }
    }

    /// <summary>Nothing was done. Where a rule stands in the way, somebody can change it; where the room is closed, it waits for a room.</summary>
    private async Task<Shown> Later(Showing want, Delivery? was, string? there, Exception why)
    {
        await book.Restore(want.Key, was);
        if (why is ChatBusyException busy) return Wait(time.GetUtcNow() + busy.After, there);
        if (why is ChatClosedException closed)
        {
            Log.Closed(logger, book.Stream, want.Key, why.Message);
            Closed = closed;
            return Wait(time.GetUtcNow() + ForClosed, there) with { Denied = true };
        }
        Log.Forbidden(logger, book.Stream, want.Key, why.Message);
        Forbidden = true;
        return Wait(time.GetUtcNow() + ForPeople, there) with { Denied = true };
    }

    /// <summary>Gives up not knowing: the next visit finds "sending" without an owner. Where somebody took over meanwhile, they have to look once more.</summary>
    private async Task<Shown> Unknown(Showing want, Delivery sending, DateTimeOffset comeBack)
    {
        var now = time.GetUtcNow();
        var given = sending with { Owner = "", At = now, Tries = sending.Tries + 1, UnsettledUntil = Later(sending.UnsettledUntil, now + Late) };
        if (!await book.Write(want.Key, given)) await book.Unsettle(want.Key, now + Late);
        return Wait(comeBack, null);
    }

    private async Task<Shown> Write(string key, Delivery delivery) => await book.Write(key, delivery) ? Done(delivery) : Wait(time.GetUtcNow(), delivery.Ref);

    private Shown Done(Delivery delivery)
    {
        if (delivery.UnsettledUntil is { } until) return Wait(until, delivery.Ref);
        return new(delivery.Ref, Settled: true);
    }

    private Shown Wait(DateTimeOffset until, string? there)
    {
        lock (gate) ComeBack = ComeBack is { } sooner && sooner < until ? sooner : until;
        return new(there, Settled: false);
    }

    /// <summary>The one that is there; doubles that came late are taken away.</summary>
    private static async Task<string?> Found(Showing want, Delivery known)
    {
        var found = await want.Find!(known.Since ?? DateTimeOffset.MinValue);
        var keep = known.Ref is { } there && found.Contains(there) ? there : found.Count > 0 ? found[0] : null;
        foreach (var late in found.Where(f => f != keep)) await want.Remove(late);
        return keep;
    }

    private static bool IsTheChats(Exception fault) => fault is not (StoreUnavailableException or StoreUncertainException or StoreConflictException);

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private static TimeSpan Pause(int tries) => TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 2 * Math.Pow(2, Math.Min(tries, 8))));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: the chat will not take {Key}: {Why}")]
        public static partial void Refused(ILogger logger, string stream, string key, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: the chat's policy does not allow {Key} ({Why}); asking again in five minutes")]
        public static partial void Forbidden(ILogger logger, string stream, string key, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: {Key} waits for a room, because its own can't be used ({Why})")]
        public static partial void Closed(ILogger logger, string stream, string key, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: nobody knows whether {Key} arrived ({Fault}); looking again soon")]
        public static partial void MaybeDone(ILogger logger, string stream, string key, string fault);
    }
}
