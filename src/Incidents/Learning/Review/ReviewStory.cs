using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>What happened, in at most five sentences.</summary>
internal static class ReviewStory
{
    private const int Quoted = 400;

    public static ImmutableArray<Rich> Of(Incident incident, IReadOnlyList<Recorded> stream)
    {
        var times = MeasuredTimes.Of(incident);
        return [Reported(incident, times), .. Decided(incident, times), .. Worked(incident, stream), .. Phases(times), .. Ended(incident)];
    }

    private static Rich Reported(Incident incident, MeasuredTimes times)
    {
        var reported = incident.Reported;
        Rich who = reported.Reporter is { } reporter ? new Named(reporter) : "Somebody";
        Rich said = reported.What.ToString().Length > ReviewHead.LongestTitle ? (Rich)$": {Short(reported.What):quote}." : ".";
        return (Rich)$"On {times.Reported:date} {who} reported it" + said;
    }

    private static IEnumerable<Rich> Decided(Incident incident, MeasuredTimes times)
    {
        if (incident.Assessment.Verdict is not { } verdict || times.Decided is not { } decided) yield break;
        Rich why = verdict.Reason is { } reason ? (Rich)$": {Short(reason):quote}." : ".";
        yield return (Rich)$"{ReviewWords.Length(decided - times.Reported)} later {verdict.By} declared it {verdict.Severity ?? incident.Response.Severity ?? "an incident"}" + why;
    }

    private static IEnumerable<Rich> Worked(Incident incident, IReadOnlyList<Recorded> stream)
    {
        var (people, updates) = (Participants.Of(incident).Length, stream.Count(r => r.Event is UpdatePosted));
        var (ever, done, evidence) = (incident.Response.TasksEver, stream.Count(r => r.Event is TaskDone), incident.Response.Evidence);
        string?[] parts =
        [
            ever == 0 ? null : $"{ReviewWords.Number(done)} of {ReviewWords.Number(ever)} tasks {(done == 1 ? "was" : "were")} done",
            evidence == 0 ? null : $"{Counted.Of(evidence, "piece")} of evidence {(evidence == 1 ? "was" : "were")} saved",
            updates == 0 ? null : $"{Counted.Of(updates, "update")} went to everyone",
        ];
        var said = parts.OfType<string>().ToArray();
        if (people == 0 && said.Length == 0) yield break;
        string[] all = [$"{Counted.First(people, "person", "people")} worked on it", .. said];
        yield return all.Length == 1 ? all[0] + "." : $"{string.Join(", ", all[..^1])} and {all[^1]}.";
    }

    private static IEnumerable<Rich> Phases(MeasuredTimes times)
    {
        (string Clause, DateTimeOffset? At)[] all =
            [("the threat was contained", times.Contained), ("its cause was removed", times.Eradicated), ("everything ran as before", times.Recovered)];
        var before = times.Decided ?? times.Reported;
        var parts = new List<string>();
        foreach (var (clause, at) in all)
        {
            if (at is not { } point) continue;
            parts.Add(point > before ? $"{clause} {ReviewWords.Length(point - before)} later" : clause);
            before = point > before ? point : before;
        }
        if (parts.Count > 0) yield return Shown(parts);
    }

    private static string Shown(List<string> parts)
    {
        var said = parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
        return char.ToUpperInvariant(said[0]) + said[1..] + ".";
    }

    private static IEnumerable<Rich> Ended(Incident incident)
    {
        if (incident.Response.Summary is { } summary) yield return $"How it ended: {Cut(summary.ToString()):quote}";
    }

    /// <summary>To be followed by a full stop.</summary>
    private static string Short(Text text) => Cut(text.ToString()).TrimEnd('.');

    private static string Cut(string text) => Cards.Shortened.Line(Cards.Cleaned.Line(text), Quoted);
}
