using ChatOpsIncident.Emulators.Teams;
using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Contracts.Teams.TeamsWorld;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>A private incident of Chi's, as far as several facts begin with it.</summary>
internal static class PrivateRoom
{
    /// <summary>Chi reports it; yields the room that opens: what is said from now on is said there.</summary>
    public static async Task<Conversation> Open(TeamsWorld world)
    {
        await world.Teams.As(Chi).UsesMessageExtension("report_message", Installation.General);
        var form = await world.Dialog(Chi, "");
        await world.Teams.As(Chi).Submits(form, [(form.Labels[0], "A colleague sends our customer list to a private address"), (form.Labels[^1], "true")]);
        await world.Until(() => Rooms().Any(), "a private room");
        var room = Rooms().Single();
        await world.GoesTo(room.Name);
        return room;

        IEnumerable<Conversation> Rooms() => world.Teams.Conversations.Where(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal) && c.HasBot);
    }

    /// <summary>Ben declares it and leads.</summary>
    public static async Task<Conversation> Respond(TeamsWorld world)
    {
        var room = await Open(world);
        await world.Presses(Ben, "Triage of INC-1", "I look at it");
        await world.Sees("Ben Okafor looks at it");
        await world.Says(Ben, "declare SEV2 because a customer called");
        await world.Sees("Ben Okafor declared SEV2");
        await world.Says(Ben, "role commander take");
        await world.Sees("Ben Okafor is incident commander now");
        return room;
    }
}
