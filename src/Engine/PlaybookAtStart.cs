using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>The playbook at the door: checked whole, then adopted, proposed or left alone.</summary>
public static class PlaybookAtStart
{
    private const int Tries = 5;

    /// <summary>The organisation as this store has it, without an engine.</summary>
    public static async Task<Organisation> Stored(IStore store, CancellationToken cancel = default) =>
        (await new Streams<Organisation>(store, new OrganisationFold()).Load(StreamId.Organisation, cancel)).State;

    /// <summary>Brings file and default before the organisation.</summary>
    /// <param name="file">The configured file, first, and what it includes; null if none is configured.</param>
    /// <param name="request">Another one at each start, or the start is taken for a repeat.</param>
    /// <param name="send">Sends a command to the organisation's stream.</param>
    /// <param name="load">The organisation as it is stored.</param>
    /// <returns>Every fault of the file, or what is in use now.</returns>
    public static async Task<PlaybookInUse> Adopt(
        IReadOnlyList<PlaybookText>? file, string request, Func<Command<Organisation>, string, Task<Decision?>> send, Func<Task<Organisation>> load)
    {
        ArgumentNullException.ThrowIfNull(send);
        ArgumentNullException.ThrowIfNull(load);
        PlaybookCandidate? candidate = null;
        if (file is not null)
        {
            (candidate, var reading) = PlaybookCandidate.Of(file);
            if (candidate is null) return new(reading.Faults, null);
        }
        await Send(() => send(new AdoptPlaybook(candidate, PlaybookCandidate.Shipped), request));
        return new([], AdoptPlaybook.InUse(await load()));
    }

    /// <summary>Instances that start together on a slow store get in each other's way for longer than a person would wait; a start waits.</summary>
    private static async Task Send(Func<Task> send)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await send();
                return;
            }
            catch (Exception e) when (left > 1 && (e is StoreConflictException or StoreUncertainException))
            {
                // The request says whether it was stored after all.
            }
        }
    }
}

/// <summary>What the start came to.</summary>
/// <param name="Faults">If there is any, the bot does not start.</param>
/// <param name="Says">Which version is in use, and what waits for a decision.</param>
public sealed record PlaybookInUse(ImmutableArray<PlaybookFault> Faults, Rich? Says);
