namespace ChatOpsIncident.Specs;

/// <summary>Tables of cases as text, one row a case, so that somebody who does not program can review them.</summary>
internal static class TextTable
{
    /// <summary>Fills in what comes out, row by row; the whole table must stay as it is.</summary>
    public static void Check(string table, Func<Row, Row> comesOut)
    {
        var lines = table.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();
        var head = Cells(lines[0]);
        var rows = lines[1..].Select(l => new Row(head, Cells(l))).ToArray();
        string.Join('\n', rows.Select(r => comesOut(r).ToString())).ShouldBe(string.Join('\n', rows.Select(r => r.ToString())));
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];

    internal sealed record Row(string[] Head, string[] Cells)
    {
        public string this[string column] => Cells[Array.IndexOf(Head, column)];

        public Row With(string column, string value) => this with { Cells = [.. Cells.Select((c, i) => Head[i] == column ? value : c)] };

        public override string ToString() => string.Join(" | ", Cells);
    }
}
