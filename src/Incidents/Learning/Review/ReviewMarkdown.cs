using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>The review as a Markdown file, in the order of the page.</summary>
internal sealed class ReviewMarkdown(Func<Person, string> name)
{
    private const int Bar = 24;
    private readonly FileDialect dialect = new(name);
    private readonly StringBuilder file = new();

    public string Write(ReviewReport report)
    {
        var head = report.Head;
        Line($"# {head.Name}: {Words(head.Title)}");
        Line(string.Join(" · ", Marks(head)));
        Line(dialect.Write(report.Headline));
        Times(report.Points);
        Line("## What happened");
        Line(string.Join(' ', report.Story.Select(dialect.Write)));
        foreach (var voice in report.Voices.Where(v => !v.IsStory)) Voice(voice, "##");
        Lessons(report.Lessons);
        Decisions(report.Decisions);
        foreach (var voice in report.Voices.Where(v => v.IsStory)) Voice(voice, "##");
        Evidence(report);
        Timeline(report.Timeline);
        Line("---");
        Line($"All times are UTC. Drawn from {Number(head.Events)} recorded events of {head.Name}, which ran on playbook version {Number(head.Playbook)}. The record ends with the hash `{head.Hash}`.");
        return file.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<string> Marks(ReviewHead head)
    {
        if (head.Severity is not null) yield return $"**{Words($"{head.Severity} {head.SeverityName}".Trim())}**";
        if (head.Category is not null) yield return Words(head.Category);
        if (head.Private) yield return "**Private: for those who are in it**";
        yield return head.DrawnUp is { } at ? $"drawn up {at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : "draft: people are still answering";
        if (head.Asked > 0) yield return $"{Number(head.Answered)} of {Number(head.Asked)} gave their view";
    }

    private void Times(ImmutableArray<ReviewPoint> points)
    {
        Line("## How long it took");
        var whole = points.Length < 2 ? 0 : (points[^1].At - points[0].At).TotalSeconds;
        Table(["Point", "When", "Since the one before", "", "Since the report"], points.Select(p => (string[])
        [
            p.Name, FileDialect.Time(p.At), p.Since is { } since ? ReviewChart.Length(since) : "", p.Since is { } length ? Block(length.TotalSeconds, whole) : "",
            p.Since is null ? "" : p.After < TimeSpan.Zero ? ReviewChart.Length(-p.After) + " before" : ReviewChart.Length(p.After),
        ]));
    }

    /// <summary>A bar to scale.</summary>
    private static string Block(double part, double whole) => whole <= 0 || part <= 0 ? "" : new string('█', Math.Max(1, (int)Math.Round(part / whole * Bar)));

    private void Voice(ReviewVoice voice, string level)
    {
        Line($"{level} {Words(voice.Asks)}");
        foreach (var answer in voice.Answers) file.Append("- ").Append(Words(answer.Words)).Append(" (").Append(Who(answer.By)).Append(")\n");
        file.Append('\n');
    }

    private void Lessons(ImmutableArray<Lesson> lessons)
    {
        Line("## Lessons, and what each became");
        if (lessons.IsEmpty) Line("None was recorded.");
        foreach (var lesson in lessons)
        {
            file.Append(Number(lesson.Number)).Append(". **").Append(Words(lesson.What)).Append("**  \n   ").Append(dialect.Write(ReviewWords.Became(lesson))).Append('\n');
            if (lesson.Became is not LessonChange change) continue;
            file.Append("   - Before: ").Append(change.Shown.Before is { } before ? Words(before) : "nothing").Append('\n');
            file.Append("   - After: ").Append(change.Shown.After is { } after ? Words(after) : "nothing").Append('\n');
        }
        file.Append('\n');
    }

    private void Decisions(ImmutableArray<ReviewDecision> decisions)
    {
        if (decisions.IsEmpty) return;
        Line("## Decisions");
        Table(["When", "Who", "What", "Why"], decisions.Select(d => (string[])[FileDialect.Time(d.At), Who(d.By), dialect.Write(d.What), d.Why is { } why ? dialect.Write(why) : ""]));
    }

    private void Evidence(ReviewReport report)
    {
        if (report.Evidence.IsEmpty) return;
        Line("## Evidence");
        var number = report.Head.Name.Split('-')[^1];
        Table(["Number", "What", "SHA-256, or where it is kept"], report.Evidence.Select(e => (string[])
            [$"EV-{number}-{Number(e.Number)}", Words(e.Title), e.Sha256 is { } hash ? $"`{hash}`" : Words(e.KeptAt ?? "")]));
    }

    private void Timeline(ImmutableArray<ReviewLine> lines)
    {
        Line("## Timeline");
        Table(["When", "Who", "What"], lines.Select(l => (string[])
        [
            (l.Sure == Sureness.Exact ? "" : "about ") + FileDialect.Time(l.At), Who(l.By),
            dialect.Write(l.Line) + (l.RecordedAt is { } recorded ? $" (recorded {FileDialect.Time(recorded)})" : ""),
        ]));
    }

    private void Table(string[] titles, IEnumerable<string[]> rows)
    {
        file.Append("| ").AppendJoin(" | ", titles).Append(" |\n|").Insert(file.Length, " --- |", titles.Length).Append('\n');
        foreach (var row in rows) file.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        file.Append('\n');
    }

    private void Line(string line) => file.Append(line).Append("\n\n");

    private string Who(Person? person) => person is null ? "the bot" : dialect.Write(new Named(person));

    private string Words(Text text) => dialect.Write(text.ToString().Trim());

    private static string Words(string text) => FileDialect.Words(text);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
