using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>A form in which the review can be kept.</summary>
/// <param name="Word">After <c>review</c>.</param>
/// <param name="Label">Of its button.</param>
public sealed record ReviewFile(string Word, string Label, string Ending, string MediaType)
{
    /// <summary>A page of its own, and a Markdown file.</summary>
    public static ImmutableArray<ReviewFile> All { get; } =
        [new("page", "Save as a page", ".html", "text/html; charset=utf-8"), new("markdown", "Save as Markdown", ".md", "text/markdown; charset=utf-8")];

    /// <summary>Null if the word means none of them.</summary>
    public static ReviewFile? Named(string? word) => All.FirstOrDefault(f => string.Equals(f.Word, word, StringComparison.OrdinalIgnoreCase));

    /// <summary><c>INC-42-review.html</c>.</summary>
    public string NameFor(ReviewReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.FileName + Ending;
    }

    /// <summary>The file, with people as they are called now.</summary>
    public AnswerFile Of(ReviewReport report, Func<Person, string> name)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(NameFor(report), MediaType, Word == "page" ? report.Html(name) : report.Markdown(name));
    }
}
