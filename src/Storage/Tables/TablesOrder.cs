using Azure;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Tables;

/// <summary>
/// Whether ranges come back in the order of their keys. Azure Table Storage promises it and says in each answer that it is the one; Cosmos DB's
/// Table API promises nothing. Whoever does not say so, or was seen out of order, is taken to keep none.
/// </summary>
internal sealed class TablesOrder
{
    private static readonly string[] Promising = ["Windows-Azure-Table/", "Azurite-Table/"];

    private volatile bool promised;
    private volatile bool broken;

    public bool IsKept => promised && !broken;

    /// <summary>An answer of the service itself.</summary>
    public void Heard(Response answer) =>
        promised = answer.Headers.TryGetValue("Server", out var server) && Promising.Any(p => server.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    /// <summary>Rows of one partition, as they came; those before <paramref name="from"/> were seen already.</summary>
    public void Saw(List<Row> rows, int from)
    {
        for (var i = Math.Max(1, from); i < rows.Count && !broken; i++) broken = string.CompareOrdinal(rows[i - 1].Key.Row, rows[i].Key.Row) > 0;
    }
}
