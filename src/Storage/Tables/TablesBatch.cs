using System.Collections.Immutable;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Tables;

/// <summary>
/// One batch on its way. If its answer is lost it is sent again, as it is: where it had been written it now meets itself, and its stamp says so.
/// </summary>
internal sealed class TablesBatch(TableClient table, ImmutableArray<Change> batch, Patience patience)
{
    /// <summary>Of a row that was written again since: matches nothing, so whoever uses it reads anew.</summary>
    private const string Outdated = "W/\"datetime'2000-01-01T00%3A00%3A00.0000000Z'\"";

    private readonly string stamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    // Deletes of rows that are gone already are done; the service would refuse the whole batch for them.
    private readonly HashSet<int> gone = [];
    private bool lost;
    private bool repeated;

    public async Task<ImmutableArray<string>> Write(CancellationToken cancel)
    {
        for (var trying = patience.Begin(); ;)
        {
            try
            {
                return await Submit(cancel);
            }
            catch (Exception e) when (TablesErrors.IsOne(e, cancel))
            {
                switch (TablesErrors.TroubleOf(e))
                {
                    case Trouble.Conflict when IndexOf(e) is var index && batch[index] is Delete { ETag: null }:
                        gone.Add(index);
                        continue;
                    case Trouble.Conflict:
                        return await Met(e, cancel);
                    case Trouble.AnswerLost:
                        lost = true;
                        break;
                    case Trouble.Refused:
                        throw lost ? TablesErrors.Uncertain(e) : TablesErrors.Unavailable(e);
                }
                // Whoever says that it is too busy may be a proxy that passed it on.
                repeated = true;
                if (!await trying.Again(cancel)) throw lost ? TablesErrors.Uncertain(e) : TablesErrors.Unavailable(e);
            }
        }
    }

    private IEnumerable<int> Left => Enumerable.Range(0, batch.Length).Where(i => !gone.Contains(i));

    private async Task<ImmutableArray<string>> Submit(CancellationToken cancel)
    {
        var etags = Enumerable.Repeat("", batch.Length).ToArray();
        if (!Left.Any()) return [.. etags];
        var answers = (await table.SubmitTransactionAsync(Left.Select(i => Action(batch[i])), cancel)).Value;
        foreach (var (i, answer) in Left.Zip(answers))
        {
            if (batch[i] is not Delete) etags[i] = answer.Headers.ETag?.ToString() ?? await WrittenAs(batch[i].Key, cancel) ?? Outdated;
        }
        return [.. etags];
    }

    private TableTransactionAction Action(Change change) => change switch
    {
        Insert row => new(TableTransactionActionType.Add, TablesRow.Entity(row.Key, row.Payload, stamp)),
        Replace row => new(TableTransactionActionType.UpdateReplace, TablesRow.Entity(row.Key, row.Payload, stamp), new ETag(row.ETag)),
        Put row => new(TableTransactionActionType.UpsertReplace, TablesRow.Entity(row.Key, row.Payload, stamp)),
        Delete row => new(TableTransactionActionType.Delete, new TableEntity(row.Key.Partition, row.Key.Row), row.ETag is { } etag ? new ETag(etag) : ETag.All),
        _ => throw new ArgumentException($"{change.GetType().Name} is no change that a store knows."),
    };

    /// <summary>A conflict: with somebody else, or where it was sent before with ourselves.</summary>
    private async Task<ImmutableArray<string>> Met(Exception conflict, CancellationToken cancel)
    {
        var index = IndexOf(conflict);
        if (!repeated) throw Conflict();
        var etags = await Task.WhenAll(batch.Select(async c => c is Delete ? "" : await patience.Ask(() => WrittenAs(c.Key, cancel), cancel)));
        if (etags.Any(e => e is { Length: > 0 })) return [.. etags.Select(e => e ?? Outdated)];
        // An insert that was ours would still be there; what else may have been written over or deleted since.
        throw !lost || batch.Any(c => c is Insert) ? Conflict() : TablesErrors.Uncertain(conflict);

        StoreConflictException Conflict() => new(index, $"Somebody else wrote in between (change {index} of the batch); nothing was stored.");
    }

    /// <summary>The row's ETag, if this batch wrote it and nobody since.</summary>
    private async Task<string?> WrittenAs(Key key, CancellationToken cancel)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancel);
        return found.HasValue && TablesRow.IsFrom(found.Value!, stamp) ? found.Value!.ETag.ToString() : null;
    }

    /// <summary>Position in the whole batch.</summary>
    private int IndexOf(Exception conflict) =>
        Left.ElementAt(conflict is TableTransactionFailedException { FailedTransactionActionIndex: { } at } && at < Left.Count() ? at : 0);
}
