using System.Net.WebSockets;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.Inbound;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack.SocketMode;

/// <summary>Where the next connection goes: each address is good once.</summary>
internal delegate Task<Uri> SocketAddress(CancellationToken cancel);

/// <summary>Keeps one connection open: the next is there before the old one goes.</summary>
internal sealed class SocketLine(SocketAddress address, IPipeline pipeline, SocketState state, SocketTimes times, TimeProvider clock, ILogger log)
{
    private int failed;

    public async Task Run(CancellationToken cancel)
    {
        Running? old = null;
        try
        {
            while (true)
            {
                var now = await Next(old, cancel);
                if (now is null) (old, now) = (null, await Next(null, cancel));
                if (old is not null) _ = Retire(old, cancel);
                old = now;
                if (await UntilRenewal(now!, cancel)) continue;
                old = null;
                _ = Retire(now!, cancel);
                await Pause(await now!.Ended, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The bot stops.
        }
        finally
        {
            if (old is not null) await Retire(old, CancellationToken.None);
        }
    }

    /// <summary>A connection that was greeted, whatever it takes. Null: the old one ended meanwhile.</summary>
    private async Task<Running?> Next(Running? old, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var connection = await SocketConnection.Open(await address(cancel), times, clock, cancel);
                failed = 0;
                state.Up();
                return new(connection, connection.Run(pipeline, cancel));
            }
            catch (Exception e) when (e is WebSocketException or SocketEndedException or SlackErrorException or SlackBusyException or SlackMaybeDoneException or HttpRequestException or IOException)
            {
                var (says, pause) = Trouble(e);
                if (state.Because(says)) log.LogWarning("{Says}", says);
                await Task.Delay(pause, clock, cancel);
            }
            if (old is { Ended.IsCompleted: true })
            {
                _ = Retire(old, cancel);
                return null;
            }
        }
    }

    /// <summary>True: a new one is wanted while this one still works. False: it ended.</summary>
    private async Task<bool> UntilRenewal(Running running, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var age = running.Connection.Lasts is { } lasts ? Task.Delay(lasts > 2 * times.Margin ? lasts - times.Margin : lasts / 2, clock, stop.Token) : Task.Delay(Timeout.InfiniteTimeSpan, clock, stop.Token);
        var first = await Task.WhenAny(running.Ended, running.Connection.Renewal, age);
        await stop.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        return first != running.Ended;
    }

    /// <summary>It takes what is delivered until Slack closes it, and acknowledges all of it.</summary>
    private async Task Retire(Running old, CancellationToken cancel)
    {
        await ((Task)old.Ended).WaitAsync(times.Leave, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        state.Down();
        await old.Connection.Drain(times.Drain, cancel);
        await old.Connection.DisposeAsync();
    }

    private async Task Pause(Ending ending, CancellationToken cancel)
    {
        var (says, pause) = After(ending);
        if (state.Because(says)) log.LogWarning("{Says}", says);
        await Task.Delay(pause, clock, cancel);
    }

    private (string Says, TimeSpan Pause) After(Ending ending) => ending switch
    {
        Ending.Disabled => ("Slack has switched Socket Mode off for this app. Switch it on again under Socket Mode in the app's settings; until then nothing comes in.", times.ForPeople),
        Ending.TooMany => ("Slack has ten connections for this app already and takes no more. Stop instances of the bot that are too many.", times.LongestPause),
        _ => ("A connection to Slack ended. I open another one.", Backoff()),
    };

    private (string Says, TimeSpan Pause) Trouble(Exception e) => e switch
    {
        SocketEndedException ended => After(ended.Ending),
        SlackErrorException { Kind: ErrorKind.Installation or ErrorKind.Configuration } no =>
            ($"Slack gives no connection: {no.Error}. Check Slack:AppToken: it begins with xapp- and has the scope connections:write.", times.ForPeople),
        SlackErrorException no => ($"Slack gives no connection: {no.Error}. I keep trying.", Backoff()),
        SlackBusyException busy => ("Slack gives no connection now. I keep trying.", busy.After > Backoff() ? busy.After : times.Pause),
        _ => ("There is no connection to Slack. I keep trying; what people do meanwhile Slack repeats for some minutes.", Backoff()),
    };

    private TimeSpan Backoff()
    {
        var pause = times.Pause * Math.Pow(2, Math.Min(failed++, 10));
        return pause < times.LongestPause ? pause : times.LongestPause;
    }

    private sealed record Running(SocketConnection Connection, Task<Ending> Ended);
}
