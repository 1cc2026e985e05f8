using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Simulation.World;

namespace ChatOpsIncident.Specs.Simulation.Checks;

/// <summary>Private incidents do not exist for those who are not in them; excluded people see nothing at all.</summary>
internal sealed class SightChecks(SimScreen screen, Ledger ledger, Func<DateTimeOffset> now, Findings findings)
{
    /// <summary>What was on its way when an incident went private may land this late; a room that was replaced is closed then.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(75);

    /// <summary>Something appears in a room or at a person.</summary>
    public void Shown(SimMessage message)
    {
        switch (message.Where)
        {
            case ToPerson { Person: var person }: MaySee(person, message.Content, "gets " + message.Key); break;
            case ToRoom { Room: var room } when screen.Rooms.Find(r => r.Reference == room) is { } there:
                foreach (var member in there.Members) MaySee(member, message.Content, $"reads {message.Key} in {room}");
                if (!there.Asked.Private) foreach (var anybody in SimDirectory.Everyone) MaySee(anybody, message.Content, $"can read {message.Key} in {room}");
                break;
        }
    }

    public void Joined(SimRoom room, IEnumerable<Person> people)
    {
        foreach (var person in people)
        {
            if (ledger.Stream(room.Asked.Stream) is { State.Detection: { } reported } stream)
                findings.Expect(reported.Visibility.MayKnow(person) || JustNow(stream), Check.NobodySeesWhatTheyMustNot, () => $"{person} was invited to {room.Reference} of {room.Asked.Stream}.");
        }
    }

    /// <summary>Somebody was answered, with what was so at some moment since they asked: whoever answers may have stood still in between.</summary>
    /// <param name="asked">How far every stream was then.</param>
    /// <remarks>Words that come back on the request that brought them are no news to whoever typed them.</remarks>
    public void Answered(Inbound inbound, Reply reply, Dictionary<string, int> asked) => MaySee(
        inbound.Who,
        reply switch
        {
            Asked { Form: var form } => form,
            Told told when told.YourText == Asking.WordsOf(inbound) => told with { YourText = null },
            _ => reply,
        },
        "is answered", asked);

    /// <summary>In the end nobody names a private incident to those who are not in it: whatever was merged into it knows.</summary>
    public void AtRest()
    {
        foreach (var stream in ledger.OfIncidents.Where(s => s.State.Reported.Visibility.Private))
        {
            foreach (var merged in ledger.OfIncidents.Where(s => Names(s, stream)))
                findings.Add(Check.NobodySeesWhatTheyMustNot, $"{merged.State.Name} still names {stream.State.Name}, which is private.");
        }
    }

    private void MaySee(Person person, object content, string how, Dictionary<string, int>? asked = null)
    {
        var hidden = ledger.OfIncidents.Where(s => !IsOpenTo(s, person) && !(asked is null ? JustNow(s) : WasOpenTo(s, person, asked))).ToArray();
        if (findings.First is not null || hidden.Length == 0) return;
        var all = Drawn.Of(content);
        foreach (var stream in hidden)
        {
            // Merged while everybody could see both: its number is said until the errand comes there, and it comes, see AtRest. No more than that.
            var words = ledger.OfIncidents.Any(s => Names(s, stream) || JustHid(s, stream)) ? all.Replace($"ToIncident(Stream:\"{stream.Id}\"", "", StringComparison.Ordinal) : all;
            var secret = SimPeople.MarkIn(stream.State.Detection!.What.ToString());
            findings.Expect(
                !words.Contains(stream.Id, StringComparison.Ordinal) && (secret is null || !words.Contains(secret, StringComparison.Ordinal)),
                Check.NobodySeesWhatTheyMustNot, () => $"{person} {how}: {words}, which is of {stream.State.Name}.");
        }
    }

    /// <summary>Words of one incident came to another: they stay among those who had them.</summary>
    public void Absorbed(StoredStream into, Recorded recorded)
    {
        if (recorded.Event is not Absorbed absorbed) return;
        foreach (var source in absorbed.Reports.Select(r => ledger.Stream(r.Stream)))
        {
            foreach (var person in SimDirectory.Everyone.Where(p => MayLook(into.States[(int)recorded.Number - 1], p)))
                findings.Expect(
                    source.States.Any(s => s.Detection is not null && MayLook(s, person)) || JustNow(source) || IsOpenTo(source, person, except: into.Id),
                    Check.NobodySeesWhatTheyMustNot, () => $"{person} is in {into.State.Name} and learns by a merge of {source.State.Name}.");
        }
    }

    /// <summary>Whoever may look at it, or at an incident that took its words over.</summary>
    private bool IsOpenTo(StoredStream stream, Person person, string? except = null) =>
        stream.State.Detection is null
        || MayLook(stream.State, person)
        || ledger.OfIncidents.Any(s => s.Id != except && MayLook(s.State, person) && s.State.Reported.Others.Any(o => o.Stream == stream.Id));

    private static bool WasOpenTo(StoredStream stream, Person person, Dictionary<string, int> since) =>
        stream.States.Skip(since.GetValueOrDefault(stream.Id)).Any(s => s.Detection is not null && MayLook(s, person));

    private static bool Names(StoredStream merged, StoredStream survivor) =>
        merged.State.Assessment.Verdict is { MergedInto: { } into, MergedPrivately: false } && into == survivor.Id;

    private bool JustHid(StoredStream merged, StoredStream survivor) =>
        merged.State.Assessment.Verdict?.MergedInto == survivor.Id && merged.Events.Any(e => e.Event is SurvivorHidden && e.At + OnItsWay > now());

    /// <summary>What was planned before it went private, or somebody was taken out, is not looked at here: what is left of it at rest is.</summary>
    private bool JustNow(StoredStream stream) => stream.Events.Any(e => e.Event is WentPrivate or TakenOut && e.At + OnItsWay > now());

    private static bool MayLook(Incident incident, Person person) =>
        incident.Reported.Visibility.MayKnow(person) && (!incident.Reported.Visibility.Private || Membership.MayLook(incident).Contains(person));
}
