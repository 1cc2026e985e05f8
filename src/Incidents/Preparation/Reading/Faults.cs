using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>A place in a file; both counts begin with 1.</summary>
internal readonly record struct Spot(string File, int Line, int Column)
{
    /// <summary>So many characters further right.</summary>
    public Spot Right(int characters) => this with { Column = Column + characters };
}

/// <summary>Every fault found so far; the reader goes on after each.</summary>
internal sealed class Faults
{
    private readonly List<PlaybookFault> found = [];

    public int Count => found.Count;

    public bool Any => found.Count > 0;

    public void Add(Spot at, string words) => found.Add(new(at.File, at.Line, at.Column, words));

    /// <summary>By file in the order given, then by line and column; each once.</summary>
    public ImmutableArray<PlaybookFault> InOrder(IReadOnlyList<PlaybookText> files)
    {
        var order = files.Select((f, i) => (f.File, i)).DistinctBy(f => f.File).ToDictionary(f => f.File, f => f.i);
        return [.. found.Distinct().OrderBy(f => order.GetValueOrDefault(f.File)).ThenBy(f => f.Line).ThenBy(f => f.Column)];
    }
}
