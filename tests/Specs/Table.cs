namespace ChatOpsIncident.Specs;

/// <summary>A rule as a text table, one row a case, columns between bars; empty lines are spacing. A spec fails with every row that differs.</summary>
internal static class Table
{
    /// <summary>The last column is what must come out of the others; a cell in quotes keeps its blanks.</summary>
    public static void Holds(string table, Func<string[], string> rule)
    {
        var wrong = Rows(table).Select(cells => (Cells: cells, Came: rule(cells[..^1]))).Where(r => r.Came != r.Cells[^1]);
        wrong.Select(r => $"{string.Join(" | ", r.Cells[..^1])} | expected: {r.Cells[^1]} | came: {r.Came}").ShouldBeEmpty();
    }

    private static IEnumerable<string[]> Rows(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !string.IsNullOrWhiteSpace(line))
        .Select(line => line.Trim().Trim('|').Split('|').Select(c => c.Trim()).Select(c => c is ['"', .., '"'] ? c[1..^1] : c).ToArray());
}
