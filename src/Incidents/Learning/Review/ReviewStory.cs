using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>What happened, in at most five sentences.</summary>
internal static class ReviewStory
{
    private const int Quoted = 400;

    public static ImmutableArray<Rich> Of(Incident incident, IReadOnlyList<Recorded> stream) =>
    [
        Reported(incident), .. Decided(incident), .. Worked(incident, stream), .. Phases(incident.Learning.Times ?? MeasuredTimes.Of(incident)), .. Ended(incident),
    ];

    private static Rich Reported(Incident incident)
    {
        var reported = incident.Reported;
        Rich who = reported.Reporter is { } reporter ? new Named(reporter) : "Somebody";
        return $"{who} reported at {reported.ReportedAt}: {Short(reported.What):quote}.";
    }

    private static IEnumerable<Rich> Decided(Incident incident)
    {
        if (incident.Assessment.Verdict is not { } verdict) yield break;
        Rich after = Length(verdict.At - incident.Reported.ReportedAt);
        Rich why = verdict.Reason is { } reason ? (Rich)$": {Short(reason):quote}." : ".";
        yield return (Rich)$"{after}, {verdict.By} declared it {verdict.Severity ?? incident.Response.Severity ?? "an incident"}" + why;
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
        Rich[] parts =
        [
            .. times.Contained is { } contained ? [(Rich)$"the threat was contained at {contained}"] : Array.Empty<Rich>(),
            .. times.Eradicated is { } eradicated ? [(Rich)$"its cause was removed at {eradicated}"] : Array.Empty<Rich>(),
            .. times.Recovered is { } recovered ? [(Rich)$"everything ran as before at {recovered}"] : Array.Empty<Rich>(),
        ];
        if (parts.Length > 0) yield return Upper(Rich.Join(", ", parts)) + ".";
    }

    private static IEnumerable<Rich> Ended(Incident incident)
    {
        if (incident.Response.Summary is { } summary) yield return $"How it ended: {Short(summary):quote}";
    }

    private static Rich Length(TimeSpan after) => after < TimeSpan.FromSeconds(1) ? (Rich)"At once" : (Rich)$"After {after}";

    private static Text Short(Text text) => Cards.Shortened.Line(Cards.Cleaned.Line(text.ToString()), Quoted).TrimEnd('.');

    private static Rich Upper(Rich text) =>
        text.Runs is [Plain { Text: [var first, .. var rest] }, ..] ? new Plain(char.ToUpperInvariant(first) + rest) + Rich.Join("", text.Runs.Skip(1).Select(r => (Rich)r)) : text;
}
