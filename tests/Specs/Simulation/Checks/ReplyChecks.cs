using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Specs.Simulation.World;

namespace ChatOpsIncident.Specs.Simulation.Checks;

/// <summary>Acknowledged means stored: who was answered without refusal finds their event there, then and at the end.</summary>
internal sealed class ReplyChecks(Ledger ledger, SimScreen screen, Func<Incident, Person, Moment> momentOf, Findings findings)
{
    private readonly List<(string Stream, string Request)> acknowledged = [];

    /// <summary>How far every stream was when a request came in.</summary>
    public Dictionary<string, int> Snapshot() => ledger.Streams.ToDictionary(s => s.Key, s => s.Value.Events.Count, StringComparer.Ordinal);

    /// <summary>A person was answered.</summary>
    public void Answered(Act act, Reply reply, Dictionary<string, int> before)
    {
        if (reply is not Told { Refusal: false } || AsksBack(reply)) return;
        if (Find(act.Inbound.Request) is { } stored) acknowledged.Add((stored.Stream, stored.Request));
        else findings.Expect(NeededNothing(act, before), Check.AcknowledgedMeansStored, () => $"{act.Inbound} was answered '{((Told)reply).Text}', and nothing is stored.");
    }

    /// <summary>What was acknowledged once is still there.</summary>
    public void StillThere(Func<string, IEnumerable<Recorded>> read)
    {
        foreach (var stream in acknowledged.GroupBy(a => a.Stream))
        {
            var there = read(stream.Key).Select(e => e.Request).ToHashSet(StringComparer.Ordinal);
            foreach (var (_, request) in stream)
                findings.Expect(there.Contains(request), Check.AcknowledgedMeansStored, () => $"{request} was acknowledged and is not in {stream.Key} any more.");
        }
    }

    /// <summary>Words that could mean two things are answered with both, to choose from.</summary>
    private static bool AsksBack(Reply reply) => reply is Told { Card.Actions: { IsDefault: false } actions } && actions.OfType<Press>().Any(p => p.Word == "report");

    private Recorded? Find(string request) =>
        ledger.Streams.Values.SelectMany(s => s.Events).FirstOrDefault(e => e.Request.EndsWith(request, StringComparison.Ordinal));

    /// <summary>True if at some moment since it came in it was a question, a form, or so already.</summary>
    private bool NeededNothing(Act act, Dictionary<string, int> before)
    {
        if (act.Arguments is not { } arguments || act.Word is not { } word || Offers.Find(word) is not { } offer) return true;
        var id = act.Stream ?? screen.Rooms.Find(r => r.Reference == act.Inbound.Room)?.Asked.Stream;
        var states = id is null ? [null] : ledger.Stream(id).States.Skip(before.GetValueOrDefault(id)).Select(s => s.Detection is null ? null : s);
        return states.Any(state => NeedsNothing(offer, arguments, state, momentOf(state ?? Incident.Empty(""), act.Inbound.Who)));
    }

    private static bool NeedsNothing(Offer offer, Arguments arguments, Incident? state, Moment at) => offer.Read(arguments, state, at) switch
    {
        ToDo { Command: Command<Incident> command } => command.Decide(state ?? Incident.Empty(""), at with { NextNumber = 1 }) is not Happens,
        ToDo { Command: Command<Organisation> command } => command.Decide(at.Organisation, at) is not Happens,
        _ => true,
    };
}
