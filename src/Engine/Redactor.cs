using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>
/// Carries out what <see cref="Redacted"/> events ask: deletes the words and their salts from the rows of the entries, and the snapshot, and rewrites
/// the head in the same batch, so that every instance folds anew. Hashes stay. A crash in between is made up for at the next visit.
/// </summary>
internal sealed class Redactor<TState>(IStore store, Streams<TState> streams)
{
    /// <summary>Whether a redaction that was recorded still waits to be carried out.</summary>
    public static bool IsNeeded(Loaded<TState> loaded) => loaded.State is Incident incident && incident.Redactions.Last > loaded.Redacted;

    /// <summary>Carries out all that waits. Throws the store's exceptions; nothing is half done then, and it can be called again.</summary>
    public async Task Apply(string stream)
    {
        while (await ApplyNext(stream)) streams.Forget(stream);
    }

    private async Task<bool> ApplyNext(string stream)
    {
        if (await store.Read(Keys.Head(stream)) is not { } headRow) return false;
        var head = HeadRow.Read(headRow.Payload);
        var rows = await store.Range(TableNames.Streams, stream, Keys.EventRow(1), Keys.EventRow(head.Number + 1));
        var events = rows.Select(r => EventRow.Read(r.Payload)).ToArray();
        if (events.FirstOrDefault(e => e.Number > head.Redacted && e.Event is Redacted) is not { Event: Redacted asked } redaction) return false;
        var batch = ImmutableArray.CreateBuilder<Change>();
        foreach (var at in asked.Entries.Select(n => (int)n - 1))
        {
            events[at] = Recorded.Open(Redaction.WithoutWords(events[at]), events[at].Hash);
            batch.Add(new Replace(rows[at].Key, EventRow.Write(events[at]), rows[at].ETag));
        }
        var state = events.Aggregate(streams.Fold.Empty(stream), streams.Fold.Evolve);
        // Snapshots are of the words as they were.
        batch.Add(new Delete(Keys.Snapshot(stream)));
        batch.Add(new Replace(headRow.Key, (head with { List = streams.Fold.Row(state), Redacted = redaction.Number }).Write(), headRow.ETag));
        await store.Write(batch.ToImmutable());
        return true;
    }
}
