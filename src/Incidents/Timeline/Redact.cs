using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>The words of these entries have to go: a secret that was pasted, something about a person that does not belong here.</summary>
/// <param name="Entries">Numbers of the timeline, at most <see cref="Most"/>.</param>
/// <param name="Reason">Stays on the record.</param>
public sealed record Redact(ImmutableArray<long> Entries, string? Reason) : Command<Incident>
{
    /// <summary>So many fit into one batch of the store, with room to spare.</summary>
    public const int Most = 50;

    public static Offer Offer { get; } = new IncidentOffer(
        "redact", "Remove words", "Remove the words of an entry; that it was there, when and by whom stays", Permissions.Redact, RedactForm.Read)
    {
        Usage = "number reason",
        Sample = (incident, _) => Enumerable.Range(1, (int)incident.Head.Number).FirstOrDefault(n => !incident.Redactions.Entries.Contains(n)) is > 0 and var entry
            ? new Redact([entry], "a password was in it")
            : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (Entries.IsEmpty) return new Refused("Say which entry: its number stands in the timeline.", "/incident redact 3 reason", "entries");
        if (Entries.Length > Most) return new Refused($"That is {Entries.Length} entries; {Most} go at once.", "/incident redact 3 4 5 reason", "entries");
        if (Entries.Where(n => n < 1 || n > incident.Head.Number).Take(1).ToArray() is [var unknown])
            return new Refused($"There is no entry {unknown}: the timeline of {incident.Name} has 1 to {incident.Head.Number}.", "/incident timeline", "entries");
        if (string.IsNullOrWhiteSpace(Reason))
            return new Refused("Say in a few words why; the reason stays on the record.", $"/incident redact {List(Entries, " ")} reason", "reason");
        ImmutableArray<long> left = [.. Entries.Distinct().Where(n => !incident.Redactions.Entries.Contains(n))];
        return left.IsEmpty ? new Already($"The words of {Named(Entries)} are removed already.") : new Redacted(left, Reason.Trim());
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        $"The words of {Named(Entries)} are taken out of the record; what kind of entry it was, when and by whom stays. Cards and my messages follow. What people wrote in the chat themselves stays there{(Entries.Contains(1) ? ", and so does the name of the room" : "")}: change that there.";

    /// <summary>"entry 3", "entries 3, 5".</summary>
    internal static string Named(ImmutableArray<long> entries) => $"{(entries.Length == 1 ? "entry" : "entries")} {List(entries, ", ")}";

    private static string List(ImmutableArray<long> entries, string separator) =>
        string.Join(separator, entries.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>The words of these entries are to be deleted from their rows, values and salts; the engine does it right after.</summary>
[StoredAs("timeline.redacted", 1)]
public sealed record Redacted(ImmutableArray<long> Entries, Text Reason) : Event<Incident>
{
    internal override Rich Line => $"words of {Redact.Named(Entries)} removed: {Reason:quote}";

    internal override Incident Evolve(Incident i) => i with { Redactions = new(i.Redactions.Entries.Union(Entries), i.Head.Number) };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded) => [new SaidAnew()];
}

/// <summary>What was redacted.</summary>
/// <param name="Entries">Numbers of the events whose words were removed.</param>
/// <param name="Last">Number of the event that asked for it last; 0: none did.</param>
public sealed record Redactions(ImmutableSortedSet<long> Entries, long Last)
{
    public static Redactions None { get; } = new([], 0);
}
