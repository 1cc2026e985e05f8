using ChatOpsIncident.Engine;
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

    public void Answered(Person person, Reply reply) => MaySee(person, reply is Asked asked ? asked.Form : reply, "is answered");

    private void MaySee(Person person, object content, string how)
    {
        if (findings.First is not null || ledger.OfIncidents.All(s => IsOpenTo(s, person))) return;
        var words = Drawn.Of(content);
        foreach (var stream in ledger.OfIncidents.Where(s => !IsOpenTo(s, person)))
        {
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
                    source.States.Any(s => s.Detection is not null && MayLook(s, person)) || IsOpenTo(source, person, except: into.Id),
                    Check.NobodySeesWhatTheyMustNot, () => $"{person} is in {into.State.Name} and learns by a merge of {source.State.Name}.");
        }
    }

    /// <summary>Whoever may look at it, or at an incident that took its words over.</summary>
    private bool IsOpenTo(StoredStream stream, Person person, string? except = null) =>
        stream.State.Detection is null
        || MayLook(stream.State, person)
        || JustNow(stream)
        || ledger.OfIncidents.Any(s => s.Id != except && MayLook(s.State, person) && s.State.Reported.Others.Any(o => o.Stream == stream.Id));

    /// <summary>What was planned before it went private, or somebody was taken out, is not looked at here: what is left of it at rest is.</summary>
    private bool JustNow(StoredStream stream) => stream.Events.Any(e => e.Event is WentPrivate or TakenOut && e.At + OnItsWay > now());

    private static bool MayLook(Incident incident, Person person) =>
        incident.Reported.Visibility.MayKnow(person) && (!incident.Reported.Visibility.Private || Membership.MayLook(incident).Contains(person));
}
