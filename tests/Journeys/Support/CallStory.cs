using System.Diagnostics;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The story from the first report to the second incident that runs on what the first one taught, as calls of people.</summary>
/// <param name="act">Sends a request of which people are told that it is done; it makes an event of this type, or none if that is blank.</param>
public sealed class CallStory(StoreFile store, ApiPerson people, Func<string, ApiRequest, Task<ApiAnswer>> act)
{
    /// <summary>Calls that it makes.</summary>
    public const int Steps = 26;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<(string Stream, string Room)> Responded()
    {
        var stream = (await act("detection.reported", ApiPerson.Says("chi", "general", "/incident finance got a mail asking to change bank details, two people answered"))).Stream!;
        var room = await RoomOf(stream);
        await act("assessment.acknowledged", ApiPerson.Presses("dana", room, "ack", stream));
        await act("assessment.answered", ApiPerson.Says("dana", room, "/incident answer F 2"));
        await act("assessment.declared", ApiPerson.Says("ana", room, "/incident declare SEV2 because it goes on now"));
        await act("response.role-taken", ApiPerson.Says("ben", room, "/incident role commander take"));
        await act("response.task-added", ApiPerson.Says("ben", room, "/incident task @chi call the supplier on the known number 5s"));
        await act("response.noted", ApiPerson.Says("dana", room, "/incident note 14:05 the first mail arrived"));
        var said = (await act("", ApiPerson.Says("chi", room, "I have the supplier on the phone."))).Number!.Value;
        await act("response.evidence-captured", ApiPerson.Acts("dana", room, said, "evidence"));
        await act("response.update-posted", ApiPerson.Says("ben", room, "/incident update two mailboxes were taken over, payments are stopped"));
        await act("response.evidence-captured", ApiPerson.Says("dana", room, "/incident evidence the mail with full headers, kept in the vault"));
        await act("response.noted", ApiPerson.Says("goran", room, "/incident note the sender is blocked at the gateway"));
        await act("response.update-posted", ApiPerson.Says("ben", room, "/incident update sessions are ended, mailboxes are searched"));
        await Until("Chi, then Ben is asked how the call went", () => Count("response.task-overdue") < 2 ? "nobody asked" : null);
        await act("response.contained", ApiPerson.Submits("ben", room, "contained", stream, ("because", "the other mailboxes are searched overnight")));
        await act("response.eradicated", ApiPerson.Says("ben", room, "/incident eradicated the fake page is down"));
        await act("response.recovered", ApiPerson.Says("ben", room, "/incident recovered everyone works again"));
        await act("response.resolved", ApiPerson.Says("ben", room, "/incident resolve no money left the house"));
        return (stream, room);
    }

    public async Task Learned(string stream, string room)
    {
        await Until("everyone is asked", () => Count("learning.prompts-sent") == 0 ? "nobody asked" : null);
        await act("learning.contributed", ApiPerson.Submits("chi", "dm.bot.chi", "contribute", stream, ("helped", "one text for everyone")));
        await act("learning.contributed", ApiPerson.Submits("dana", "dm.bot.dana", "contribute", stream, ("hindered", "nobody knew the number")));
        await act("learning.reviewed", ApiPerson.Says("ana", room, "/incident review"));
        await act("learning.lesson-recorded", ApiPerson.Says("chi", room, "/incident lesson call the supplier on the known number"));
        await act("learning.lesson-recorded", ApiPerson.Says("dana", room, "/incident lesson whoever is on call may search the mailboxes"));
        await act("learning.change-proposed", ApiPerson.Submits(
            "chi", room, "propose", stream, ("lesson", "1"), ("kind", "add-task"), ("asked", "yes"), ("what", "Call the supplier on the known number first"),
            ("category", "every"), ("phase", "contain"), ("within", "15m"), ("must", "true")));
        await act("learning.playbook-change-approved", ApiPerson.Presses("ana", room, "approve", stream, ("lesson", "1")));
        await Until("the incident learns of the new version", () => Count("learning.change-applied") == 0 ? "it does not know" : null);
    }

    public async Task<string> NextTime()
    {
        var stream = (await act("detection.reported", ApiPerson.Says("chi", "general", "/incident another mail wants us to change bank details"))).Stream!;
        await act("assessment.declared", ApiPerson.Presses("dana", await RoomOf(stream), "declare", stream, ("severity", "SEV3"), ("reason", "nobody answered this time")));
        return stream;
    }

    /// <summary>The room of an incident, once it is open.</summary>
    public async Task<string> RoomOf(string stream)
    {
        string? room = null;
        await Until("the room is open", async () => (room = await people.RoomOf("dana", stream)) is null ? "no room" : null);
        return room!;
    }

    /// <summary>How many events of this type there are.</summary>
    public int Count(string type) => store.Events().Count(e => StoreFile.TypeOf(e) == type);

    /// <summary>Waits until nothing is open any more.</summary>
    public static Task Until(string what, Func<string?> open) => Until(what, () => Task.FromResult(open()));

    private static async Task Until(string what, Func<Task<string?>> open)
    {
        for (var clock = Stopwatch.StartNew(); await open() is { } why; await Task.Delay(100))
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"It did not happen that {what}: {why}");
        }
    }
}
