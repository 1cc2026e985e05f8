using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Simulation.World;

namespace ChatOpsIncident.Specs.Simulation.Checks;

/// <summary>Looks at every write as it lands: chain, requests, numbers, salts, delivery records, due rows.</summary>
internal sealed partial class StoredChecks(SimRows rows, Ledger ledger, ScreenChecks screen, SightChecks sight, Findings findings)
{
    private static readonly IncidentFold Fold = new();
    private readonly Dictionary<string, string> applied = new(StringComparer.Ordinal);
    private readonly HashSet<string> salts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> numbers = [];
    private readonly Dictionary<string, HashSet<string>> due = new(StringComparer.Ordinal);

    /// <summary>Before the rows change: nothing stored is lost, no record goes back.</summary>
    public void Before(ImmutableArray<Change> batch)
    {
        if (batch[0].Key.Table != TableNames.Streams) return;
        foreach (var change in batch)
        {
            if (rows.Read(change.Key) is not { } now) continue;
            if (change.Key.Row[0] == 'E') findings.Expect(change is Replace && Hash(Ledger.PayloadOf(change)) == Hash(now.Payload), Check.TheChainIsWhole, () => $"{Where(change)} was overwritten.");
            if (change.Key.Row[0] == 'D' && Ledger.PayloadOf(change) is { } next)
                findings.Expect(Version(next) >= Version(now.Payload), Check.RecordsNeverGoBack, () => $"{Where(change)} went from {now.Payload} to {next}.");
        }
    }

    /// <summary>After the rows changed.</summary>
    public void After(ImmutableArray<Change> batch)
    {
        var id = batch[0].Key.Partition;
        if (batch[0].Key.Table == TableNames.Due)
        {
            foreach (var change in batch) CountDueRow(change);
            return;
        }
        if (batch[0].Key.Table != TableNames.Streams) return;
        var before = ledger.Stream(id).Events.LastOrDefault();
        var added = ledger.Apply(batch);
        if (batch.Any(c => c.Key.Row == "S" || c is Replace { Key.Row: ['E', ..] })) SnapshotIs(id);
        if (added.IsEmpty) return;
        FollowsFrom(before, added);
        HeadIs(id, added[^1]);
        foreach (var request in added.Select(e => e.Request).Distinct()) AppliedOnce(id, request);
        foreach (var recorded in added)
        {
            Fresh(recorded);
            sight.Absorbed(ledger.Stream(id), recorded);
        }
        RingsWhenDue(id, added);
        ADueRowIsLeft(id, "it was appended to");
    }

    /// <summary>At least one due row while this stream has work; also asked when something on the screen changed.</summary>
    public void ADueRowIsLeft(string stream, string when)
    {
        if (stream == StreamId.Organisation || findings.First is not null || HasDueRow(stream)) return;
        if (screen.WorkLeft(stream) is { } work) findings.Add(Check.ADueRowWhileWorkIsLeft, $"{stream}: {when}, but {work}");
    }

    private bool HasDueRow(string stream) => due.TryGetValue(stream, out var left) && left.Count > 0;

    private void CountDueRow(Change change)
    {
        var stream = change.Key.Row.Split('-')[1];
        if (!due.TryGetValue(stream, out var left)) due[stream] = left = new(StringComparer.Ordinal);
        if (change is not Delete) left.Add(change.Key.Row);
        else if (left.Remove(change.Key.Row)) ADueRowIsLeft(stream, "its last due row was deleted");
    }

    private void FollowsFrom(Recorded? before, ImmutableArray<Recorded> added)
    {
        var (number, hash, at) = (before?.Number ?? 0, before?.Hash ?? HashChain.Start, before?.At ?? DateTimeOffset.MinValue);
        foreach (var recorded in added)
        {
            var expected = HashChain.Next(hash, JsonNode.Parse(recorded.Json)!);
            findings.Expect(recorded.Number == number + 1 && recorded.Hash == expected, Check.TheChainIsWhole, () => $"{recorded.Stream} {recorded.Number} does not follow from {number}.");
            findings.Expect(recorded.At >= at, Check.TheChainIsWhole, () => $"{recorded.Stream} {recorded.Number} is older than the one before.");
            (number, hash, at) = (recorded.Number, recorded.Hash, recorded.At);
        }
    }

    private void HeadIs(string stream, Recorded last)
    {
        var head = rows.Read(new(TableNames.Streams, stream, "H"));
        findings.Expect(
            head is not null && (long)JsonNode.Parse(head.Payload)!["number"]! == last.Number && Hash(head.Payload) == last.Hash,
            Check.TheChainIsWhole, () => $"{stream}: the head is {head?.Payload}, the last event has number {last.Number}.");
    }

    /// <summary>As the events make it that are stored now: also right after a redaction.</summary>
    private void SnapshotIs(string stream)
    {
        if (rows.Read(Keys.Snapshot(stream)) is not { } row) return;
        var snapshot = SnapshotRow.Read(row.Payload)!;
        findings.Expect(
            snapshot.State == Fold.Write(ledger.Stream(stream).States[(int)snapshot.Number]), Check.ASnapshotIsTheFold, () => $"{stream}: the snapshot of {snapshot.Number} is {snapshot.State}");
    }

    private void AppliedOnce(string stream, string request)
    {
        // An alarm's request is unique within its stream; a person's everywhere.
        var id = request.StartsWith("alarm:", StringComparison.Ordinal) ? $"{stream} {request}" : request;
        findings.Expect(!applied.TryGetValue(id, out var there), Check.EveryRequestIsAppliedOnce, () => $"{request} was applied to {stream}, and to {there} before.");
        applied[id] = stream;
    }

    private void Fresh(Recorded recorded)
    {
        foreach (Match salt in Salt().Matches(recorded.Json))
            findings.Expect(salts.Add(salt.Groups[1].Value), Check.SaltsAreFresh, () => $"{recorded.Stream} {recorded.Number} has a salt that was used before.");
        if (recorded.Event is not Reported reported) return;
        findings.Expect(numbers.TryAdd(reported.Number, recorded.Stream), Check.NumbersAreUnique, () => $"INC-{reported.Number} is {recorded.Stream} and {numbers[reported.Number]}.");
    }

    /// <summary>An alarm rings when it is due in the state before it, not earlier, so never twice for the same time.</summary>
    private void RingsWhenDue(string stream, ImmutableArray<Recorded> added)
    {
        if (!added[0].Request.StartsWith("alarm:", StringComparison.Ordinal)) return;
        var due = Fold.NextAlarm(ledger.Stream(stream).States[(int)added[0].Number - 1]);
        findings.Expect(due <= added[0].At, Check.AnAlarmRingsOnce, () => $"{stream} {added[0].Number} rang at {added[0].At:HH:mm:ss}, but was due at {due:HH:mm:ss}.");
    }

    private static string Where(Change change) => $"{change.Key.Partition} {change.Key.Row}";

    private static string? Hash(string? payload) => payload is null ? null : (string?)JsonNode.Parse(payload)!["hash"];

    private static long Version(string payload) => (long?)JsonNode.Parse(payload)!["version"] ?? 0;

    [GeneratedRegex("\"salt\":\"([^\"]+)\"")]
    private static partial Regex Salt();
}
