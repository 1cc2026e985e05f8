using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>The register of evidence: what, by whom, when, which hash.</summary>
public sealed record EvidenceQuestion : Question
{
    private const int Shown = 25;

    public override bool NeedsTimeline => true;

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Incident is not { } incident) return new("Evidence belongs to an incident. Ask in its room.", new TextBlock("Evidence belongs to an incident. Ask in its room."));
        var captured = view.Timeline.Where(r => r.Event is EvidenceCaptured).ToArray();
        Rich title = $"Evidence of {incident.Name}: {Counted.Of(captured.Length, "piece")}";
        return new Card(
            [
                new TextBlock(title, TextSize.Medium, Bolder: true) { Heading = true },
                .. captured.Length == 0 ? [new TextBlock("Nothing is captured yet. Use \"Save as evidence\" on a message, or add what is kept elsewhere.")] : Array.Empty<Element>(),
                .. captured.TakeLast(Shown).SelectMany(r => Lines(incident, r)),
                .. captured.Length > Shown ? [new TextBlock($"and {captured.Length - Shown} earlier ones: {"/incident timeline":code}", Subtle: true)] : Array.Empty<Element>(),
            ],
            incident.Assessment.Verdict?.MergedInto is null ? [CaptureEvidence.Offer.Button(incident)] : [], title);
    }

    private static IEnumerable<Element> Lines(Incident incident, Recorded recorded)
    {
        var item = ((EvidenceCaptured)recorded.Event).Evidence;
        Rich from = item.Author is { } author ? (Rich)$"written by {author}{(item.WrittenAt is { } at ? (Rich)$" at {at}" : Rich.Empty)}; " : Rich.Empty;
        Rich kept = item.KeptAt is { } place ? (Rich)$"; kept at {place:quote}" : Rich.Empty;
        Rich hash = item.Sha256 is { } sha ? (Rich)$"; SHA-256 {sha:code}" : (Rich)"; no hash";
        Rich size = item.Size is { } bytes ? (Rich)$"; {bytes} bytes" : Rich.Empty;
        Rich withdrawn = incident.Response.WithdrawnEvidence.Contains(item.Number) ? (Rich)" · withdrawn" : Rich.Empty;
        yield return new TextBlock($"{item.Name(incident):b} {item.Title}{withdrawn}") { Separator = true };
        yield return new TextBlock($"{from}captured by {recorded.By} at {recorded.At}{kept}{size}{hash}", TextSize.Small, Subtle: true);
    }
}
