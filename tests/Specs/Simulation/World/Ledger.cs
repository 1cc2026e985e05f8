using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>What is really stored, read independently of the engine and folded as it is written.</summary>
internal sealed class Ledger
{
    private static readonly IncidentFold Incidents = new();
    private static readonly OrganisationFold Organisations = new();

    public SortedDictionary<string, StoredStream> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>The organisation after each of its events, newest last.</summary>
    public List<Organisation> Organisation { get; } = [Organisations.Empty(StreamId.Organisation)];

    public IEnumerable<StoredStream> OfIncidents => Streams.Values.Where(s => s.Id != StreamId.Organisation && s.Events.Count > 0);

    /// <summary>The playbook an incident is bound to.</summary>
    public Playbook Pinned(Incident incident) => Organisation[^1].Versions.GetValueOrDefault(incident.Playbook) ?? SimPlaybook.File.Playbook;

    public StoredStream Stream(string id) => Streams.TryGetValue(id, out var stream) ? stream : Streams[id] = new(id, Incidents.Empty(id));

    /// <summary>Takes in a batch that was written; returns the events that it added.</summary>
    public ImmutableArray<Recorded> Apply(ImmutableArray<Change> batch)
    {
        if (batch[0].Key.Table != TableNames.Streams) return [];
        var stream = Stream(batch[0].Key.Partition);
        var written = batch.Where(c => c.Key.Row[0] == 'E').OrderBy(c => c.Key.Row, StringComparer.Ordinal).Select(PayloadOf).OfType<string>().Select(Read).ToArray();
        foreach (var redacted in written.Where(r => r.Number <= stream.Events.Count)) stream.Redact(redacted, Incidents);
        var added = written.Where(r => r.Number > stream.Events.Count).ToImmutableArray();
        foreach (var recorded in added)
        {
            stream.Events.Add(recorded);
            if (stream.Id == StreamId.Organisation) Organisation.Add(Organisations.Evolve(Organisation[^1], recorded));
            else stream.States.Add(Incidents.Evolve(stream.States[^1], recorded));
        }
        return added;
    }

    internal static string? PayloadOf(Change change) => change switch
    {
        Insert insert => insert.Payload,
        Replace replace => replace.Payload,
        Put put => put.Payload,
        _ => null,
    };

    private static Recorded Read(string payload)
    {
        var row = JsonNode.Parse(payload)!;
        return Recorded.Open((string)row["envelope"]!, (string)row["hash"]!);
    }
}

/// <summary>A stream as it is stored.</summary>
internal sealed class StoredStream(string id, Incident empty)
{
    public string Id => id;

    public List<Recorded> Events { get; } = [];

    /// <summary>The state before the first event, after it, after the second, …</summary>
    public List<Incident> States { get; } = [empty];

    public Incident State => States[^1];

    /// <summary>The stream as it read before each redaction: what was said then was said.</summary>
    public List<StoredStream> Earlier { get; } = [];

    /// <summary>An event without some of its values, in place of the whole one.</summary>
    public void Redact(Recorded redacted, IncidentFold fold)
    {
        var before = new StoredStream(id, empty);
        before.Events.AddRange(Events);
        before.States.AddRange(States.Skip(1));
        Earlier.Add(before);
        Events[(int)redacted.Number - 1] = redacted;
        States.RemoveRange(1, States.Count - 1);
        foreach (var recorded in Events) States.Add(fold.Evolve(States[^1], recorded));
    }
}
