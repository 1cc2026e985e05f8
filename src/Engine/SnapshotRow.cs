using System.Text;
using System.Text.Json;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>
/// A stream's state as it stood after one of its events, so that a cold start reads the events since and not all of them. Written in the batch of the
/// append that it belongs to; a hint like every cache: who can't use it reads the events.
/// </summary>
/// <param name="Number">Of the last event in it.</param>
/// <param name="Redacted">As the head said then: in another, words may stand that were removed since.</param>
/// <param name="MadeBy">The build of the core that folded it; another build may fold otherwise.</param>
/// <param name="State">As the fold wrote it.</param>
internal sealed record SnapshotRow(long Number, long Redacted, string MadeBy, string State)
{
    /// <summary>Longer ones are not written, in bytes of UTF-8: the batch has other rows, too.</summary>
    private const int Largest = 200 * 1024;

    private static readonly string Me = typeof(Incident).Module.ModuleVersionId.ToString("N");

    /// <summary>The row as it is stored; null: this one does not fit, or the aggregate has none.</summary>
    public static string? Write<TState>(Fold<TState> fold, TState state, long redacted)
    {
        if (fold.Write(state) is not { } written) return null;
        var payload = JsonSerializer.Serialize(new SnapshotRow(fold.HeadOf(state).Number, redacted, Me, written), RowJson.Options);
        return Encoding.UTF8.GetByteCount(payload) <= Largest ? payload : null;
    }

    /// <summary>Null: made by another build.</summary>
    public static SnapshotRow? Read(string payload) =>
        JsonSerializer.Deserialize<SnapshotRow>(payload, RowJson.Options) is { } row && row.MadeBy == Me ? row : null;
}
