using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What typed words mean: pure, from the words alone and whether they were typed in an incident's room.</summary>
public static partial class Understanding
{
    /// <summary>Nothing typed is ever lost: what is no offer is a report.</summary>
    public static Meaning Of(string text, bool inRoom)
    {
        var words = (text ?? "").Trim();
        var number = Numbered().Match(words) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : (int?)null;
        var rest = number is null ? words : Numbered().Replace(words, "", 1).Trim();
        var first = rest.Split(' ', 2)[0];
        if (Offers.Find(first) is { Typed: true } offer && (inRoom || number is not null || rest == first))
            return new(offer, Arguments.Typed(rest[first.Length..]), number, []);
        return new(Detection.Report.Offer, Arguments.Typed(words), null, []);
    }

    [GeneratedRegex(@"^INC-(\d{1,9})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}

/// <summary>An offer with its arguments; or, where the words could mean several things, null and the alternatives.</summary>
/// <param name="Number">The incident that the words name.</param>
/// <param name="Alternatives">Buttons to choose from, each with the text kept.</param>
public sealed record Meaning(Offer? Offer, Arguments Arguments, int? Number, ImmutableArray<Alternative> Alternatives);

/// <summary>One thing that the words could mean.</summary>
/// <param name="Label">"Report: status page is down".</param>
/// <param name="Word">The offer that the button leads to, with the text kept in its values.</param>
public sealed record Alternative(string Label, string Word, ImmutableDictionary<string, string> Values);
