using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>The review as a page of its own: first what everyone should know, then lessons and decisions, then the record, folded.</summary>
internal sealed class ReviewHtml(Func<Person, string> name)
{
    private readonly HtmlDialect dialect = new(name);

    private static readonly string Style = Resource("review.css");

    public string Write(ReviewReport report)
    {
        var head = report.Head;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{head.Name} review: {Text(((Rich)head.Title.ToString()).Plainly(dialect.NameOf))}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>

            """);
        page.Append(Top(report)).Append(Times(report.Points)).Append(Section("What happened", Paragraphs(report.Story)));
        page.Append(Voices(report.Voices)).Append(Lessons(report.Lessons)).Append(Decisions(report.Decisions));
        page.Append("<section class=\"record\" aria-label=\"The record\">\n<h2>The record</h2>\n");
        page.Append(Answers(report.Voices)).Append(Evidence(report)).Append(Timeline(report.Timeline)).Append("</section>\n");
        page.Append(CultureInfo.InvariantCulture, $"""
            <footer><p>All times are UTC. Drawn from {head.Events} recorded events of {head.Name}, which ran on playbook version {head.Playbook}. The record ends with the hash</p>
            <p><code>{head.Hash}</code></p></footer>
            </main>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private string Top(ReviewReport report)
    {
        var head = report.Head;
        string?[] marks =
        [
            head.Severity is null ? null : $"<li class=\"sev s{head.SeverityRank.ToString(CultureInfo.InvariantCulture)}\">{Text(head.Severity)} {Text(head.SeverityName ?? "")}</li>",
            head.Category is null ? null : $"<li>{Text(head.Category)}</li>", head.Private ? "<li class=\"private\">Private: for those who are in it</li>" : null,
            head.DrawnUp is { } at ? $"<li>Drawn up {HtmlDialect.Time(at, "d MMM yyyy")}</li>" : "<li>Draft: people are still answering</li>",
            head.Asked == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"<li>{head.Answered} of {head.Asked} gave their view</li>"),
        ];
        return $"""
            <header>
            <p class="eyebrow">Post-incident review <span>{head.Name}</span></p>
            <h1 dir="auto">{Text(head.Title)}</h1>
            <ul class="marks">{string.Concat(marks)}</ul>
            <p class="headline">{dialect.Write(report.Headline)}</p>
            </header>

            """;
    }

    private static string Times(ImmutableArray<ReviewPoint> points) => $"""
        <section aria-label="Times">
        <h2>How long it took</h2>
        {ReviewChart.Bar(points)}{ReviewChart.Labels(points)}
        <table class="times">
        <thead><tr><th>Point</th><th>When</th><th>Since the one before</th><th>Since the report</th></tr></thead>
        <tbody>
        {string.Join('\n', points.Select(p => $"<tr><th scope=\"row\"><i class=\"{(p.Since is null ? "start" : ReviewChart.Class(p))}\"></i>{Text(p.Name)}</th><td>{HtmlDialect.Time(p.At)}</td>"
            + $"<td>{(p.Since is { } since ? ReviewChart.Length(since) : "")}</td><td>{(p.Since is null ? "" : Signed(p.After))}</td></tr>"))}
        </tbody>
        </table>
        </section>

        """;

    private string Voices(ImmutableArray<ReviewVoice> voices)
    {
        var shown = voices.Where(v => !v.IsStory).ToImmutableArray();
        if (shown.IsEmpty) return "";
        var columns = shown.Select(v => $"<article><h3>{Text(v.Asks)}</h3><ul>{string.Concat(v.Answers.Select(Answer))}</ul></article>");
        return $"<section class=\"voices\" aria-label=\"What people said\">\n{string.Join('\n', columns)}\n</section>\n";
    }

    private string Lessons(ImmutableArray<Lesson> lessons)
    {
        if (lessons.IsEmpty) return Section("Lessons", "<p class=\"none\">None was recorded.</p>\n");
        var items = lessons.Select(l => $"""
            <li class="{Standing(l)}">
            <p class="what" dir="auto">{Text(l.What)}</p>
            <p class="became">{dialect.Write(ReviewWords.Became(l))}</p>{Change(l.Became as LessonChange)}
            </li>
            """);
        return Section("Lessons, and what each became", $"<ol class=\"lessons\">\n{string.Join('\n', items)}\n</ol>\n");
    }

    private string Change(LessonChange? change) => change is null ? "" : $"""

        <dl class="change"><dt>Before</dt><dd dir="auto">{(change.Shown.Before is { } before ? Text(before) : "<i>nothing</i>")}</dd>
        <dt>After</dt><dd dir="auto">{(change.Shown.After is { } after ? Text(after) : "<i>nothing</i>")}</dd></dl>
        """;

    private static string Standing(Lesson lesson) => lesson switch
    {
        { Became: LessonChange { Standing: ChangeStanding.Rejected } } => "rejected",
        { Settled: true } => "settled",
        { Became: null } => "nothing",
        _ => "under-way",
    };

    private string Decisions(ImmutableArray<ReviewDecision> decisions)
    {
        if (decisions.IsEmpty) return "";
        var rows = decisions.Select(d => $"<tr><td>{HtmlDialect.Time(d.At)}</td><td>{Who(d.By)}</td><td>{dialect.Write(d.What)}</td><td>{(d.Why is { } why ? dialect.Write(why) : "")}</td></tr>");
        return Section("Decisions", $"<table class=\"decisions\">\n<thead><tr><th>When</th><th>Who</th><th>What</th><th>Why</th></tr></thead>\n<tbody>\n{string.Join('\n', rows)}\n</tbody>\n</table>\n");
    }

    private string Answers(ImmutableArray<ReviewVoice> voices)
    {
        var stories = voices.Where(v => v.IsStory).ToImmutableArray();
        return stories.IsEmpty ? "" : Folded("From where each one stood", string.Concat(stories.Select(v => $"<h3>{Text(v.Asks)}</h3><ul class=\"answers\">{string.Concat(v.Answers.Select(Answer))}</ul>\n")));
    }

    private string Evidence(ReviewReport report)
    {
        if (report.Evidence.IsEmpty) return "";
        var number = report.Head.Name.Split('-')[^1];
        var rows = report.Evidence.Select(e => $"<tr><td>EV-{number}-{e.Number.ToString(CultureInfo.InvariantCulture)}</td><td dir=\"auto\">{Text(e.Title)}</td><td>{Where(e)}</td></tr>");
        return Folded($"Evidence ({report.Evidence.Length.ToString(CultureInfo.InvariantCulture)})",
            $"<table>\n<thead><tr><th>Number</th><th>What</th><th>SHA-256, or where it is kept</th></tr></thead>\n<tbody>\n{string.Join('\n', rows)}\n</tbody>\n</table>\n");
    }

    private string Where(Response.Evidence evidence) =>
        evidence.Sha256 is { } hash ? $"<code>{Text(hash)}</code>" : Text(evidence.KeptAt ?? "");

    private string Timeline(ImmutableArray<ReviewLine> lines)
    {
        var rows = lines.Select(l => $"<tr><td>{(l.Sure == Sureness.Exact ? "" : "about ")}{HtmlDialect.Time(l.At)}</td><td>{Who(l.By)}</td><td dir=\"auto\">{dialect.Write(l.Line)}"
            + $"{(l.RecordedAt is { } recorded ? $" <small>recorded {HtmlDialect.Time(recorded)}</small>" : "")}</td></tr>");
        return Folded($"Timeline ({lines.Length.ToString(CultureInfo.InvariantCulture)} entries)",
            $"<table>\n<thead><tr><th>When</th><th>Who</th><th>What</th></tr></thead>\n<tbody>\n{string.Join('\n', rows)}\n</tbody>\n</table>\n");
    }

    private string Answer(ReviewAnswer answer) => $"<li dir=\"auto\">{Text(answer.Words)} <cite>{Who(answer.By)}</cite></li>";

    private string Who(Person? person) => person is null ? "<span class=\"bot\">the bot</span>" : dialect.Write(new Named(person));

    private string Paragraphs(ImmutableArray<Rich> sentences) => $"<p class=\"story\" dir=\"auto\">{string.Join(' ', sentences.Select(dialect.Write))}</p>\n";

    private static string Section(string title, string inner) => $"<section>\n<h2>{Text(title)}</h2>\n{inner}</section>\n\n";

    private static string Folded(string title, string inner) => $"<details>\n<summary>{Text(title)}</summary>\n{inner}</details>\n";

    private static string Signed(TimeSpan after) => after < TimeSpan.Zero ? ReviewChart.Length(-after) + " before" : ReviewChart.Length(after);

    private static string Text(string text) => HtmlDialect.Words(text);

    private string Text(Text text) => dialect.Write(text.ToString().Trim());

    private static string Resource(string name)
    {
        using var stream = typeof(ReviewHtml).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
