using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>
/// The whole review, drawn from the stream whenever somebody reads it: as a card, as Markdown, as a page of its own. Names are given when it is written,
/// so that a person who left is still called what people call them.
/// </summary>
/// <param name="Headline">Can be repeated to somebody who was not there.</param>
/// <param name="Story">What happened, in at most five sentences.</param>
/// <param name="Points">The line of times, in the order of the clock.</param>
/// <param name="Voices">What people answered, by question, in the order of the playbook.</param>
/// <param name="Timeline">Everything, by when it happened.</param>
public sealed record ReviewReport(
    ReviewHead Head, Rich Headline, ImmutableArray<Rich> Story, ImmutableArray<ReviewPoint> Points, ImmutableArray<ReviewVoice> Voices,
    ImmutableArray<ReviewDecision> Decisions, ImmutableArray<Lesson> Lessons, ImmutableArray<ReviewLine> Timeline, ImmutableArray<Response.Evidence> Evidence)
{
    /// <summary>Pure.</summary>
    /// <param name="stream">The incident's events, all of them, in order.</param>
    /// <param name="playbook">The version that the incident is bound to.</param>
    public static ReviewReport Of(Incident incident, IReadOnlyList<Recorded> stream, Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(playbook);
        var entries = TimelineEntry.Of(stream);
        return new(
            ReviewHead.Of(incident, playbook), ReviewWords.Headline(incident, playbook.Category(incident.Reported.Category)?.Name), ReviewStory.Of(incident, stream),
            ReviewWords.Points(MeasuredTimes.Of(incident)), ReviewVoice.All(incident, stream), ReviewDecision.All(stream, entries),
            [.. incident.Learning.Lessons.Values], [.. entries.Select(ReviewLine.Of)],
            [.. stream.Select(r => r.Event).OfType<Response.EvidenceCaptured>().Select(e => e.Evidence)]);
    }

    /// <summary>A Markdown file; times in UTC.</summary>
    public string Markdown(Func<Person, string> name) => new ReviewMarkdown(name).Write(this);

    /// <summary>A page of its own, without scripts or anything from elsewhere; times in UTC; fit for print. Everything people wrote is escaped.</summary>
    public string Html(Func<Person, string> name) => new ReviewHtml(name).Write(this);

    /// <summary>A name for the file, without its ending: <c>INC-42-review</c>.</summary>
    public string FileName => $"{Head.Name}-review";
}

/// <summary>What stands above everything else.</summary>
/// <param name="Name"><c>INC-42</c>.</param>
/// <param name="Title">What was reported, in its first words.</param>
/// <param name="Severity">Id; null if it was never declared.</param>
/// <param name="SeverityName">"Major".</param>
/// <param name="SeverityRank">1 is the worst; 0 if it was never declared.</param>
/// <param name="DrawnUp">Null while the review is not drawn up yet.</param>
/// <param name="Asked">How many were asked for their view.</param>
/// <param name="Answered">How many answered.</param>
/// <param name="Events">How many events the stream has.</param>
/// <param name="Hash">The hash of the last one.</param>
public sealed record ReviewHead(
    string Name, Text Title, string? Severity, string? SeverityName, int SeverityRank, string? Category, bool Private, int Playbook, DateTimeOffset? DrawnUp,
    int Asked, int Answered, long Events, string Hash)
{
    /// <summary>Of the title, in characters; a longer report is quoted in the story.</summary>
    internal const int LongestTitle = 120;

    internal static ReviewHead Of(Incident incident, Playbook playbook)
    {
        var reported = incident.Reported;
        var level = playbook.Severity(incident.Response.Severity);
        return new(
            incident.Name, Cards.Shortened.Line(Cards.Cleaned.Line(reported.What.ToString()), LongestTitle), level?.Id, level?.Name,
            level is null ? 0 : playbook.Severities.IndexOf(level) + 1, playbook.Category(reported.Category)?.Name, reported.Visibility.Private, incident.Playbook,
            incident.Learning.ReviewedAt, incident.Learning.Asked.Length, incident.Learning.Contributions, incident.Head.Number, incident.Head.Hash);
    }
}

/// <summary>One line of the timeline, with what was corrected in it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When it was recorded, if that is another time.</param>
/// <param name="Sure">How sure the person was of the time.</param>
public sealed record ReviewLine(long Number, DateTimeOffset At, DateTimeOffset? RecordedAt, Sureness Sure, Person? By, Rich Line)
{
    internal static ReviewLine Of(TimelineEntry entry) => new(
        entry.Number, entry.At, entry.At == entry.RecordedAt ? null : entry.RecordedAt, entry.Sure, entry.Who, entry.Line + entry.Corrections);
}
