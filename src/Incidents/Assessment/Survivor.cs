namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The incident in which a merged one goes on, found by following pointers to their end.</summary>
internal static class Survivor
{
    /// <summary>Among the rows that this person may see; null if there is no such number for them.</summary>
    public static ListRow? Of(int number, Moment at)
    {
        var rows = at.Known.Where(r => at.Who.Person is not { } who || r.Shows(who)).DistinctBy(r => r.Stream).ToDictionary(r => r.Stream, StringComparer.Ordinal);
        var row = rows.Values.FirstOrDefault(r => r.Number == number);
        // Each step leaves one row less, so that even a circle in the rows ends.
        while (row is { MergedInto: { } next } && rows.Remove(row.Stream) && rows.TryGetValue(next, out var further)) row = further;
        return row;
    }
}
