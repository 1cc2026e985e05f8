using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>How an incident is called and how it stands, in few words.</summary>
internal static class HomeWords
{
    /// <summary>"Phishing: Finance got a mail asking …".</summary>
    public static string Title(Incident incident, Playbook pinned) => pinned.Category(incident.Reported.Category) is { } category
        ? $"{category.Name}: {Short(incident.Reported.What, 60)}"
        : Short(incident.Reported.What, 80);

    /// <summary>"Responding, containing since 13:02 UTC". True for as long as no event follows.</summary>
    public static Rich Status(Incident incident) => incident.Status switch
    {
        Timeline.Status.Reported => incident.Assessment.Acknowledged is { } seen
            ? (Rich)$"Reported, waiting for a decision; {seen.By} looks at it"
            : (Rich)"Reported, waiting for a decision",
        Timeline.Status.Responding => (Rich)$"Responding, {incident.Response.Phase.Doing()} since {Since(incident)}",
        Timeline.Status.Resolved => (Rich)$"Resolved {incident.Anchors.When(Anchor.Resolved, incident.Response.ResolvedAt) ?? incident.Head.At}; the review comes next",
        Timeline.Status.Reviewed => (Rich)$"Resolved and reviewed {incident.Learning.ReviewedAt ?? incident.Head.At}",
        Timeline.Status.Closed => (Rich)$"Closed {incident.Learning.ClosedAt ?? incident.Head.At}",
        _ => Decided.How(incident),
    };

    /// <summary>When the phase that runs began, as far as is known now.</summary>
    public static DateTimeOffset Since(Incident incident) => incident.Anchors.When(Anchor.Phase, incident.Response.PhaseSince) ?? incident.Response.PhaseSince;

    /// <summary>The room's topic: what a glance at the list of rooms should tell. Without words of the report.</summary>
    public static Rich Topic(Incident incident) => incident.Status switch
    {
        Timeline.Status.Reported => (Rich)$"{incident.Name} · reported, waiting for a decision",
        Timeline.Status.Responding => (Rich)$"{incident.Name} · {incident.Response.Severity} · {incident.Response.Phase.Doing()} · {Commander(incident)}",
        Timeline.Status.Dismissed => (Rich)$"{incident.Name} · {(incident.Assessment.Verdict?.Outcome is Outcome.FalsePositive ? "false positive" : "not an incident")}",
        var status => (Rich)$"{incident.Name} · {status.ToString().ToLowerInvariant()}",
    };

    /// <summary>The worst severity stands out, the next one a little; the word is always there too.</summary>
    public static Tone Tone(string? severity, Playbook pinned) => pinned.Severity(severity) is not { } level ? Cards.Tone.Default : pinned.Severities.IndexOf(level) switch
    {
        0 => Cards.Tone.Attention,
        1 => Cards.Tone.Warning,
        _ => Cards.Tone.Default,
    };

    /// <summary>On one line, cut at a letter's end. Of an endless text only the beginning is looked at.</summary>
    public static string Short(Text text, int longest)
    {
        var all = text.ToString();
        return Shortened.Line(Cleaned.Line(all.Length > longest * 8 ? all[..(longest * 8)] : all), longest);
    }

    /// <summary>A task within a sentence: on one line, without the full stop at its end.</summary>
    public static string InSentence(Text text) => Short(text, 200).TrimEnd('.');

    private static Rich Commander(Incident incident) => incident.Response.Commander is { } commander ? (Rich)$"commander {commander}" : (Rich)"no commander yet";
}
