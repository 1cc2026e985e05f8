using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Humanizer;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>The line of times as a drawing to scale: a bar with a part for each stretch, and a label for each point on a line of its own where they are close.</summary>
internal static class ReviewChart
{
    private const double Width = 1000;
    private const double Edge = 62;
    private const double Gap = 118;
    private const double BarTop = 14;
    private const double BarHeight = 26;

    /// <summary>Inline SVG with a sentence for who can't see it; empty where there is only one point.</summary>
    public static string Svg(ImmutableArray<ReviewPoint> points)
    {
        if (points.Length < 2) return "";
        var whole = (points[^1].At - points[0].At).TotalSeconds;
        var places = points.Select(p => Edge + (whole > 0 ? (p.At - points[0].At).TotalSeconds / whole : 0) * (Width - 2 * Edge)).ToArray();
        var labels = Spread(places);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} 112\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(InWords(points))}\">");
        for (var i = 1; i < points.Length; i++) Part(svg, points[i], places[i - 1], places[i]);
        for (var i = 0; i < points.Length; i++) Label(svg, points[i], places[i], labels[i]);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>"57 minutes", short enough for a label.</summary>
    public static string Length(TimeSpan length) => length < TimeSpan.FromSeconds(1) ? "at once" : length.Humanize(2, CultureInfo.InvariantCulture);

    /// <summary>Labels as near to their points as they fit beside each other.</summary>
    private static double[] Spread(double[] places)
    {
        var x = places.ToArray();
        for (var i = 1; i < x.Length; i++) x[i] = Math.Max(x[i], x[i - 1] + Gap);
        x[^1] = Math.Min(x[^1], Width - Edge);
        for (var i = x.Length - 2; i >= 0; i--) x[i] = Math.Min(x[i], x[i + 1] - Gap);
        return x;
    }

    private static void Part(StringBuilder svg, ReviewPoint to, double from, double end) => svg.Append(CultureInfo.InvariantCulture,
        $"<rect class=\"part {Class(to)}\" x=\"{from:0.#}\" y=\"{BarTop}\" width=\"{Math.Max(end - from, 2):0.#}\" height=\"{BarHeight}\"/>");

    private static void Label(StringBuilder svg, ReviewPoint point, double place, double label)
    {
        var (foot, text) = (BarTop + BarHeight, BarTop + BarHeight + 22);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"lead\" d=\"M{place:0.#} {BarTop - 4} V{foot + 4} L{label:0.#} {text - 4} V{text + 2}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{label:0.#}\" y=\"{text + 16}\">{WebUtility.HtmlEncode(point.Name)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"clock\" x=\"{label:0.#}\" y=\"{text + 32}\">{point.At.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)}</text>");
        if (point.Since is { } since)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"length\" x=\"{label:0.#}\" y=\"{text + 47}\">{WebUtility.HtmlEncode("+ " + Compact(since))}</text>");
    }

    /// <summary>"5 h 30 min".</summary>
    private static string Compact(TimeSpan length) => length switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{length.Seconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes} min"),
        { TotalDays: < 1, Minutes: 0 } => string.Create(CultureInfo.InvariantCulture, $"{length.Hours} h"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{length.Hours} h {length.Minutes} min"),
        { Hours: 0 } => string.Create(CultureInfo.InvariantCulture, $"{length.Days} d"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{length.Days} d {length.Hours} h"),
    };

    /// <summary>The stretch that ends here: who waits, what spreads, what is put right.</summary>
    public static string Class(ReviewPoint to) => to.Name switch
    {
        "Looked at" or "Decided" => "wait",
        "Contained" => "spread",
        "Cause removed" or "Recovered" => "mend",
        _ => "tail",
    };

    private static string InWords(ImmutableArray<ReviewPoint> points) =>
        string.Join(", then ", points.Select(p => p.Since is { } since ? $"{p.Name.ToLowerInvariant()} {Length(since)} later" : p.Name.ToLowerInvariant()));
}
