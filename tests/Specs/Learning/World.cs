using System.Collections.Immutable;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

/// <summary>Incidents and the organisation side by side, with errands carried between them at once: enough for the whole loop, without an engine.</summary>
internal sealed class World
{
    private static readonly IncidentFold IncidentFold = new();
    private static readonly OrganisationFold OrganisationFold = new();
    private readonly Dictionary<string, Incident> incidents = [];
    private readonly Dictionary<string, List<Recorded>> streams = [];
    private int number = 41;

    public World(Playbook? playbook = null)
    {
        var first = playbook ?? Playbooks.Default;
        Store(StreamId.Organisation, null, [new PlaybookAdopted(1, first.Yaml, PlaybookSource.Shipped)]);
    }

    public DateTimeOffset Now { get; set; } = Noon;

    public Organisation Organisation { get; private set; } = Organisation.Empty;

    /// <summary>What was said, oldest first: "room: …" or "web:ana: …".</summary>
    public List<string> Said { get; } = [];

    public Incident this[string stream] => incidents.GetValueOrDefault(stream) ?? Incident.Empty(stream);

    /// <summary>The same as it was written.</summary>
    public List<Rich> Texts { get; } = [];

    public IReadOnlyList<Recorded> Stream(string stream) => streams[stream];

    public Decision Do(string stream, Person? who, Command<Incident> command)
    {
        if (this[stream].Detection is null) number++;
        var decision = IncidentFold.Decide(this[stream], command, At(stream, who));
        if (decision is Happens happens) Store(stream, who, happens.Events);
        return decision;
    }

    public Decision Do(Person? who, Command<Organisation> command)
    {
        var decision = OrganisationFold.Decide(Organisation, command, At(StreamId.Organisation, who));
        if (decision is Happens happens) Store(StreamId.Organisation, who, happens.Events);
        return decision;
    }

    /// <summary>A button with what its label promised, as the engine does it.</summary>
    public Decision Press(string? stream, Person who, Offer offer, params (string Name, string Value)[] values)
    {
        var arguments = Arguments.Of(ChatOpsIncident.Incidents.Conversation.Said.Button, values.ToImmutableDictionary(v => v.Name, v => v.Value));
        return offer.Read(arguments, stream is null ? null : this[stream], At(stream ?? StreamId.Organisation, who)) switch
        {
            ToDo { Command: Command<Organisation> command } => Do(who, command),
            ToDo { Command: Command<Incident> command } => Do(stream!, who, command),
            Not not => not.Refused,
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    /// <summary>The alarm, at this time.</summary>
    public Decision AlarmAt(string stream, DateTimeOffset time)
    {
        Now = time;
        return Do(stream, null, new Incidents.Alarm.Tick());
    }

    public Moment At(string stream, Person? who) => new(
        Now, who is null ? Actor.Bot : new Actor(who, ["staff", "leads"]),
        Organisation.Versions.GetValueOrDefault(this[stream].Playbook) ?? Organisation.Current ?? Playbooks.Default, Organisation,
        new Roster([Ben], ImmutableDictionary<string, ImmutableArray<Person>>.Empty.Add("leads", [Ben, Chi])))
    { NextNumber = number };

    private void Store(string stream, Person? who, ImmutableArray<Event> events)
    {
        var all = streams.TryGetValue(stream, out var before) ? before : streams[stream] = [];
        var fresh = new List<Recorded>();
        foreach (var @event in events)
        {
            var pinned = stream == StreamId.Organisation ? 0 : this[stream].Playbook is > 0 and var version ? version : Organisation.Current!.Version;
            var head = all.Count == 0 ? Head.None : new Head(all[^1].Number, all[^1].At, all[^1].By, all[^1].Hash);
            var recorded = Recorded.Seal(@event, head, new(stream, Now, who, true, "r", pinned), () => new byte[16]);
            all.Add(recorded);
            fresh.Add(recorded);
            if (stream == StreamId.Organisation) Organisation = OrganisationFold.Evolve(Organisation, recorded);
            else incidents[stream] = IncidentFold.Evolve(this[stream], recorded);
        }
        foreach (var recorded in fresh) Send(stream, recorded);
    }

    private void Send(string stream, Recorded recorded)
    {
        var sends = stream == StreamId.Organisation ? OrganisationFold.Sends(Organisation, recorded) : IncidentFold.Sends(this[stream], recorded);
        foreach (var outgoing in sends)
        {
            if (outgoing is Message { Text: var text }) Texts.Add(text);
            if (outgoing is Message message) Said.Add($"{(message.Where is Directly to ? to.Person.Id : "room")}: {message.Text}");
            if (outgoing is not Errand errand) continue;
            var decision = errand.Command is Command<Organisation> change ? Do(null, change) : Do(errand.TargetStream, null, (Command<Incident>)errand.Command);
            if (decision is Refused refused && errand.Refused is { } back) Do(stream, null, (Command<Incident>)back(refused));
        }
    }
}
