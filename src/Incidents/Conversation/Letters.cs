namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>How like two words are, by their letters.</summary>
public static class Letters
{
    /// <summary>Letters to add, drop, change or swap with their neighbour to come from one to the other; case counts.</summary>
    /// <param name="atMost">Where it has to be more than this by the lengths alone, nobody counts: <see cref="int.MaxValue"/>.</param>
    public static int Apart(string from, string to, int atMost = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (Math.Abs(from.Length - to.Length) > atMost) return int.MaxValue;
        var steps = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) steps[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) steps[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                steps[i, j] = Math.Min(Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1, steps[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
            }
        }
        return steps[from.Length, to.Length];
    }
}
