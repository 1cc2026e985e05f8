using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Incidents that a report may be the same as: open or of the last 24 hours, of the same category or with two rare words in common.</summary>
internal static class Lookalikes
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(24);

    /// <summary>The most alike first, at most <paramref name="most"/>.</summary>
    public static ImmutableArray<ListRow> Of(string what, string? category, IEnumerable<ListRow> rows, DateTimeOffset now, int most = 3)
    {
        var near = rows.Where(r => r.Status is not Status.Merged && (r.Status is Status.Reported or Status.Responding || now - r.ReportedAt <= Recent))
            .Select(r => (Row: r, Words: RoomName.Telling(r.Title).ToHashSet(StringComparer.Ordinal))).ToArray();
        var own = RoomName.Telling(what).ToHashSet(StringComparer.Ordinal);
        // A word that stands in many of them says nothing about any.
        own.RemoveWhere(w => near.Count(n => n.Words.Contains(w)) > Math.Max(2, near.Length / 5));
        return
        [
            .. near.Select(n => (n.Row, Common: n.Words.Count(own.Contains), Same: category is not null && n.Row.Category == category))
                .Where(n => n.Same || n.Common >= 2)
                .OrderByDescending(n => n.Common).ThenByDescending(n => n.Row.Number)
                .Take(most).Select(n => n.Row),
        ];
    }
}
