using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>What every platform's way in has in common: it has a deadline, and nothing that goes wrong is kept from the person.</summary>
internal static class Waiting
{
    private static readonly TimeSpan RoomPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RoomPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Neither yes nor no, and true.</summary>
    public static Told NotKnownYet { get; } = new("It takes longer than usual, and it is not known yet whether this is stored. The answer follows here.");

    /// <summary>Whether it is over by then.</summary>
    public static async Task<bool> InTime(Task task, DateTimeOffset until, TimeProvider clock)
    {
        using var done = new CancellationTokenSource();
        var left = until - clock.GetUtcNow();
        var first = await Task.WhenAny(task, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, done.Token));
        await done.CancelAsync();
        return first == task;
    }

    /// <summary>The engine's answer; where it has none, that is said.</summary>
    public static async Task<Reply> Answer(this IBot bot, Inbound inbound, ILogger log)
    {
        try
        {
            return await bot.Handle(inbound);
        }
        catch (Exception e)
        {
            log.LogError(e, "A request did not go through: {Kind}", inbound.GetType().Name);
            return new Told("This did not go through; the bot's log says why. Nothing you typed is lost; try again.", Refusal: true) { YourText = (inbound as Slash)?.Text };
        }
    }

    /// <summary>Waits a while for the room of an incident; false if it is not open by then, or not for this person.</summary>
    /// <param name="hasLink">Whether the way there is known too.</param>
    public static async Task<bool> IsOpen(this IBot bot, string stream, Person who, Func<Task<bool>> hasLink, TimeProvider clock, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + RoomPatience;
        while (clock.GetUtcNow() < until)
        {
            if (await bot.RoomOf(who, stream, cancel) is not null && await hasLink()) return true;
            await Task.Delay(RoomPause, clock, cancel);
        }
        return false;
    }

    /// <summary>The chat shows what came of it; there is nothing to say.</summary>
    public static bool IsSilent(this Told told) => told is { Text.IsEmpty: true, Card: null };
}
