using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Learning.Review;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The whole review for who asks: as a card, or as a file with a card that says so.</summary>
/// <param name="As">Null: the card.</param>
public sealed record ReadReview(ReviewFile? As = null) : Question
{
    private const int Most = 12;

    public override bool NeedsTimeline => true;

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (incident, report) = Of(view);
        return As is { } file ? About(incident, file.NameFor(report)) : Of(report) with { Actions = Files(incident) };
    }

    public override AnswerFile? File(View view, Func<Person, string> name)
    {
        ArgumentNullException.ThrowIfNull(view);
        return As?.Of(Of(view).Report, name);
    }

    private static (Incident Incident, ReviewReport Report) Of(View view)
    {
        var incident = view.Incident ?? throw new InvalidOperationException("The review of no incident was asked.");
        return (incident, ReviewReport.Of(incident, view.Timeline, view.At.Playbook));
    }

    private static Card About(Incident incident, string file)
    {
        Rich said = $"The review of {incident.Name:b} is in {file:code}. It needs nothing else to be read, and it names people: pass it on to those who may know.";
        return new(said, new TextBlock(said));
    }

    private static ImmutableArray<CardAction> Files(Incident incident) =>
        [.. ReviewFile.All.Select(f => DrawUpReview.Offer.Button(incident, f.Label, values: ("as", f.Word)))];

    private static Card Of(ReviewReport report)
    {
        List<Element> body = [new TextBlock($"{report.Head.Name}: {report.Head.Title}", TextSize.Large, Bolder: true) { Heading = true }, new TextBlock(report.Headline)];
        body.Add(new FactSet([.. report.Points.Select(p => new Fact(p.Name, p.Since is { } since ? (Rich)$"{p.At}, {ReviewWords.Length(since)} later" : (Rich)$"{p.At}"))]));
        body.AddRange(Part("What happened", [Rich.Join(" ", report.Story)]));
        foreach (var voice in report.Voices) body.AddRange(Part(voice.Asks, voice.Answers.Select(a => (Rich)$"{a.Words} ({a.By})")));
        body.AddRange(Part("Decisions", report.Decisions.Select(d => (Rich)$"{d.At}, {d.By}: {Rich.Strong(d.What)}{(d.Why is null ? Rich.Empty : (Rich)$" – {d.Why}")}")));
        body.AddRange(Part("Lessons", report.Lessons.Select(l => (Rich)$"{l.Number}. {l.What:b}. {ReviewWords.Became(l)}")));
        return new([.. body], [], $"Review of {report.Head.Name}");
    }

    private static IEnumerable<Element> Part(string title, IEnumerable<Rich> lines)
    {
        var all = lines.ToImmutableArray();
        if (all.IsEmpty) yield break;
        yield return new TextBlock(title, TextSize.Medium, Bolder: true) { Separator = true };
        foreach (var line in all.Take(Most)) yield return new TextBlock(line);
        if (all.Length > Most) yield return new TextBlock($"{all.Length - Most} more stand in the file of the review.", Subtle: true);
    }
}
