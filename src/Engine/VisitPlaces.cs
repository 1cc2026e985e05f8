namespace ChatOpsIncident.Engine;

/// <summary>
/// How many streams are visited at once of those that were found, not woken: after a restart these may be all there are. What is due goes before what
/// a sweep found; and a sweep, which finds nothing as a rule, leaves most of the store to people. Not for several threads at once.
/// </summary>
/// <param name="most">At once.</param>
/// <param name="mostSwept">Of these, found by a sweep alone.</param>
internal sealed class VisitPlaces(int most, int mostSwept)
{
    private readonly LinkedList<string> due = new();
    private readonly LinkedList<string> swept = new();
    private readonly Dictionary<string, LinkedListNode<string>> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> takenBySweep = new(StringComparer.Ordinal);
    private int taken;

    /// <summary>Whether there is a place, which is taken then; else it waits for one.</summary>
    public bool Take(string stream, bool isDue)
    {
        if (taken < most && (isDue || takenBySweep.Count < mostSwept)) return Taken(stream, isDue);
        waiting[stream] = (isDue ? due : swept).AddLast(stream);
        return false;
    }

    /// <summary>It was found by a sweep and is due as well: it does not wait behind those that are not.</summary>
    public bool IsDue(string stream)
    {
        if (waiting.GetValueOrDefault(stream) is not { } node || node.List == due) return false;
        Leave(stream);
        return Take(stream, isDue: true);
    }

    /// <summary>It waits no more; false: it did not.</summary>
    public bool Leave(string stream)
    {
        if (!waiting.Remove(stream, out var node)) return false;
        node.List!.Remove(node);
        return true;
    }

    /// <summary>Its visit is over: whoever has a place now; null: nobody who waits.</summary>
    public string? Next(string over)
    {
        taken--;
        takenBySweep.Remove(over);
        var next = due.First ?? (takenBySweep.Count < mostSwept ? swept.First : null);
        if (next is null) return null;
        var isDue = next.List == due;
        Leave(next.Value);
        Taken(next.Value, isDue);
        return next.Value;
    }

    private bool Taken(string stream, bool isDue)
    {
        taken++;
        if (!isDue) takenBySweep.Add(stream);
        return true;
    }
}
