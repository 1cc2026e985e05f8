using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The organisation learns of a proposed change. Comes by errand, or with an approval that was faster.</summary>
public sealed record ProposePlaybookChange(PendingChange Change) : Command<Organisation>
{
    internal override Decision Decide(Organisation organisation, Moment at)
    {
        if (organisation.Decided.Contains(Change.Id) || organisation.Pending.ContainsKey(Change.Id)) return new Already("That is known already.");
        if (organisation.Current is not { } current) return new Refused("There is no playbook yet that could be changed.");
        var proposed = new PlaybookChangeProposed(Change);
        var now = Change.On(current);
        return now.Shown == Change.Shown ? proposed : new Event[] { proposed, new PlaybookChangeOvertaken(Change.Id, now.Shown, now.Version, now.Misfit) };
    }
}

/// <summary>A change waits for somebody to decide on it.</summary>
[StoredAs("learning.playbook-change-proposed", 1)]
public sealed record PlaybookChangeProposed(PendingChange Change) : Event<Organisation>
{
    internal override Rich Line => $"change proposed: {Change.Shown.Place}";

    internal override Organisation Evolve(Organisation o) => o with { Pending = o.Pending.RemoveRange(Before(o)).SetItem(Change.Id, Change) };

    /// <summary>An earlier proposal of the same lesson, which no longer fitted, is replaced.</summary>
    private IEnumerable<string> Before(Organisation o) => Change.Origin is { } origin
        ? o.Pending.Values.Where(c => c.Origin is { } other && other.Stream == origin.Stream && other.Lesson == origin.Lesson).Select(c => c.Id)
        : [];
}

/// <summary>The playbook moved on at the place of a waiting change; its incident learns of it.</summary>
[StoredAs("learning.playbook-change-overtaken", 1)]
public sealed record PlaybookChangeOvertaken(string Id, Shown Shown, int Version, Text? Misfit) : Event<Organisation>
{
    internal override Rich Line => $"before and after of a waiting change drawn anew on version {Version}";

    /// <summary>Waiting changes that read differently on the next version.</summary>
    internal static IEnumerable<PlaybookChangeOvertaken> By(Playbook next, Organisation organisation, string? except = null) => organisation.Pending.Values
        .Where(c => c.Id != except)
        .Select(c => (Was: c, Is: c.On(next)))
        .Where(c => c.Was.Shown != c.Is.Shown || c.Was.Misfit != c.Is.Misfit)
        .Select(c => new PlaybookChangeOvertaken(c.Was.Id, c.Is.Shown, c.Is.Version, c.Is.Misfit));

    internal override Organisation Evolve(Organisation o) => o.Pending.TryGetValue(Id, out var change)
        ? o with { Pending = o.Pending.SetItem(Id, change with { Shown = Shown, Version = Version, Misfit = Misfit }) }
        : o;

    internal override IEnumerable<Outgoing> Sends(Organisation now, Recorded recorded)
    {
        if (now.Pending.TryGetValue(Id, out var change) && change.Origin is { } origin)
            yield return new Errand(origin.Stream, new LearnOfChange(new ChangeOvertaken(origin.Lesson, origin.Attempt, Shown, Version, Misfit)));
    }
}
