using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>The line of times as a drawing to scale: a bar with a part for each stretch, and a label for each point on a line of its own where they are close.</summary>
internal static class ReviewChart
{
    private const double Width = 1000;
    private const double Edge = 46;
    private const double Gap = 112;
    private const double Foot = 30;

    /// <summary>The bar alone, stretched to any width; empty where there is only one point.</summary>
    public static string Bar(ImmutableArray<ReviewPoint> points)
    {
        if (points.Length < 2) return "";
        var places = Places(points);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"bar\" viewBox=\"0 0 {Width} 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{HtmlDialect.Escaped(InWords(points))}\">");
        for (var i = 1; i < points.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"{Class(points[i])}\" x=\"{places[i - 1]:0.#}\" y=\"0\" width=\"{Math.Max(places[i] - places[i - 1] - 1.5, 1.5):0.#}\" height=\"10\"/>");
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Below it a label for each point, with a line to its place; the table says the same, so it is hidden from readers aloud.</summary>
    public static string Labels(ImmutableArray<ReviewPoint> points)
    {
        if (points.Length < 2) return "";
        var places = Places(points);
        var labels = Spread(places);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"labels\" viewBox=\"0 0 {Width} 92\" aria-hidden=\"true\">");
        for (var i = 0; i < points.Length; i++) Label(svg, points[i], places[i], labels[i]);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>"57 minutes", short enough for a label.</summary>
    public static string Length(TimeSpan length) => length < TimeSpan.FromSeconds(1) ? "at once" : ReviewWords.Length(length);

    private static double[] Places(ImmutableArray<ReviewPoint> points)
    {
        var whole = (points[^1].At - points[0].At).TotalSeconds;
        return [.. points.Select(p => whole > 0 ? (p.At - points[0].At).TotalSeconds / whole * Width : 0)];
    }

    /// <summary>Labels as near to their points as they fit beside each other.</summary>
    private static double[] Spread(double[] places)
    {
        var x = places.Select(p => Math.Clamp(p, Edge, Width - Edge)).ToArray();
        for (var i = 1; i < x.Length; i++) x[i] = Math.Max(x[i], x[i - 1] + Gap);
        x[^1] = Math.Min(x[^1], Width - Edge);
        for (var i = x.Length - 2; i >= 0; i--) x[i] = Math.Min(x[i], x[i + 1] - Gap);
        return x;
    }

    private static void Label(StringBuilder svg, ReviewPoint point, double place, double label)
    {
        var end = Math.Clamp(place, 0.75, Width - 0.75);
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{end:0.#} 0 V6 L{label:0.#} {Foot - 4} V{Foot + 2}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{label:0.#}\" y=\"{Foot + 17}\">{HtmlDialect.Escaped(point.Name)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{label:0.#}\" y=\"{Foot + 34}\">{point.At.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)}</text>");
        if (point.Since is { } since) svg.Append(CultureInfo.InvariantCulture, $"<text class=\"length\" x=\"{label:0.#}\" y=\"{Foot + 51}\">{"+ " + Compact(since)}</text>");
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
        "Cause removed" => "mend",
        "Recovered" => "back",
        _ => "tail",
    };

    private static string InWords(ImmutableArray<ReviewPoint> points) =>
        string.Join(", then ", points.Select(p => p.Since is { } since ? $"{p.Name.ToLowerInvariant()} {Length(since)} later" : p.Name.ToLowerInvariant()));
}
