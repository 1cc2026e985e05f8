using System.Collections.Immutable;
using System.Globalization;
using Humanizer;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>What card and report of the review say alike.</summary>
internal static class ReviewWords
{
    /// <summary>One or two sentences that can be repeated to somebody who was not there.</summary>
    /// <param name="category">Its name, where it is known.</param>
    public static Rich Headline(Incident incident, string? category = null)
    {
        var times = MeasuredTimes.Of(incident);
        string?[] kind = [incident.Response.Severity, category];
        var known = string.Join(", ", kind.OfType<string>());
        Rich what = known.Length == 0 ? (Rich)$"{incident.Name:b}" : (Rich)$"{incident.Name:b} ({known})";
        return what + " " + Ended(times, incident.Status) + Lessons(incident);
    }

    private static string Ended(MeasuredTimes times, Status status) => (After(times, times.Contained), After(times, times.Recovered), After(times, times.Resolved)) switch
    {
        ({ } contained, { } recovered, _) => $"was contained {contained} after it was reported; everything ran as before after {recovered}.",
        ({ } contained, null, { } resolved) => $"was contained {contained} after it was reported and resolved after {resolved}.",
        ({ } contained, null, null) => $"was contained {contained} after it was reported, and is not resolved yet.",
        (null, { } recovered, _) => $"was back to normal {recovered} after it was reported.",
        (null, null, { } resolved) => $"was resolved {resolved} after it was reported.",
        _ => status is Status.Reported or Status.Responding ? "is not resolved yet." : "is over.",
    };

    private static string? After(MeasuredTimes times, DateTimeOffset? point) => point is { } end && end > times.Reported ? Length(end - times.Reported) : null;

    /// <summary>" Two lessons came of it; one has changed the playbook." Nothing where there is none.</summary>
    private static Rich Lessons(Incident incident)
    {
        var lessons = incident.Learning.Lessons.Values.ToImmutableArray();
        var applied = lessons.Count(l => l.Became is LessonChange { Standing: ChangeStanding.Applied });
        if (lessons.IsEmpty) return Rich.Empty;
        Rich came = lessons.Length == 1 ? (Rich)" One lesson came of it" : (Rich)$" {Upper(lessons.Length)} lessons came of it";
        return came + ((lessons.Length, applied) switch
        {
            (_, 0) => (Rich)".",
            (1, _) => " and has changed the playbook.",
            (_, 1) => "; one has changed the playbook.",
            _ => (Rich)$"; {Number(applied)} have changed the playbook.",
        });
    }

    /// <summary>The points that it came to, in the order of the clock, each with its length since the one before.</summary>
    public static ImmutableArray<ReviewPoint> Points(MeasuredTimes times)
    {
        (string Name, DateTimeOffset? At)[] all =
        [
            ("Reported", times.Reported), ("Looked at", times.Acknowledged), ("Decided", times.Decided), ("Contained", times.Contained),
            ("Cause removed", times.Eradicated), ("Recovered", times.Recovered), ("Resolved", times.Resolved),
        ];
        var points = all.Where(p => p.At is not null).Select(p => (p.Name, At: p.At!.Value)).OrderBy(p => p.At).ToArray();
        return [.. points.Select((p, i) => new ReviewPoint(p.Name, p.At, i == 0 ? null : p.At - points[i - 1].At, p.At - times.Reported))];
    }

    /// <summary>What a lesson became, as the end of its sentence.</summary>
    public static Rich Became(Lesson lesson) => lesson.Became switch
    {
        ActionItem { VerifiedBy: { } by } item => (Rich)$"It works, {by} saw it: {item.How:quote}",
        ActionItem { VerifiedAt: not null } item => (Rich)$"It works: {item.How:quote}",
        ActionItem { Overdue: true } item => (Rich)$"{item.Owner} sees to it; it was due {item.Due:date} and nobody has checked yet that it works.",
        ActionItem item => (Rich)$"{item.Owner} sees to it, due {item.Due:date}.",
        LessonChange { Standing: ChangeStanding.Applied } change => (Rich)$"In the playbook since version {change.AppliedIn ?? 0} ({change.Shown.Place}).",
        LessonChange { Standing: ChangeStanding.Rejected } change => (Rich)$"Proposed for the playbook ({change.Shown.Place}) and rejected by {change.DecidedBy}: {change.Why:quote}",
        LessonChange { Standing: ChangeStanding.NoLongerFits } change => (Rich)$"Proposed for the playbook ({change.Shown.Place}); it no longer fits there.",
        LessonChange change => (Rich)$"Proposed for the playbook ({change.Shown.Place}); it waits for approval.",
        _ => "Nothing has come of it yet.",
    };

    /// <summary>"1 hour and 4 minutes".</summary>
    public static string Length(TimeSpan length) =>
        length.Duration() < TimeSpan.FromSeconds(1) ? "no time" : length.Duration().Humanize(2, CultureInfo.InvariantCulture, minUnit: TimeUnit.Second, collectionSeparator: " and ");

    /// <summary>"Three" at the beginning of a sentence.</summary>
    public static string Upper(int count) => Number(count).Transform(To.SentenceCase);

    /// <summary>"three" up to twelve, then digits.</summary>
    public static string Number(int count) => count <= 12 ? count.ToWords(CultureInfo.InvariantCulture) : count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A point of the line of times.</summary>
/// <param name="Since">Since the point before; null for the first.</param>
/// <param name="After">Since the report; negative if it happened before somebody reported it.</param>
public sealed record ReviewPoint(string Name, DateTimeOffset At, TimeSpan? Since, TimeSpan After);
