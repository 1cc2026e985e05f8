using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What typed words mean: pure, from the words alone and whether they were typed in an incident's room. Nothing typed is ever lost.</summary>
public static class Understanding
{
    /// <summary>The value of a button that carries typed words: they are read as if typed again.</summary>
    public const string TypedWords = "typed";

    /// <summary>The value of a button that names an incident, as in <c>INC-42</c>.</summary>
    public const string Named = "incident";

    private static readonly Offer Report = Detection.Report.Offer;

    /// <summary>
    /// Nothing: the report form. In a room the first word is an offer; elsewhere only with the incident's number, or if the rest reads as its arguments.
    /// What could mean two things comes back as alternatives; everything else is a report in those words.
    /// </summary>
    public static Meaning Of(string text, bool inRoom)
    {
        var all = Arguments.Typed(text ?? "");
        if (all.Rest.Length == 0) return new(Report, all, null, []);
        var number = Leading(all, out var said);
        var first = said.TakeWord(out var rest)?.TrimEnd('?', '!', ':', '.', ',') ?? "";
        if (number is not null && first.Length == 0 && Offers.Find("status") is { } status) return new(status, rest, number, []);
        if (Offers.Find(first) is { Typed: true } offer) return Word(offer, rest, number, inRoom, all);
        if (LaterWords.Meant(first, rest, inRoom || number is not null) is { } later && !IsLong(all)) return new(null, all, null, [Reported(all)]) { NotYet = later };

        if ((inRoom || number is not null) && OnlySeverity(first, rest) && !IsLong(all))
            return new(null, all, number, [.. BySeverity.Select(o => Choice(o, said.Rest, number)), Reported(all)]);

        var alone = rest.Rest.Length == 0;
        var near = inRoom || alone || number is not null ? NearMiss.Of(first, alone) : [];
        if (number is not null && near.IsEmpty && Offers.Find("status") is { } look) near = [look];
        return near.IsEmpty || IsLong(all) ? new(Report, all, null, []) : new(null, all, number, [.. near.Select(o => Choice(o, rest.Rest, number)), Reported(all)]);
    }

    /// <summary>What a button or form means. One that keeps typed words means what these would.</summary>
    public static Meaning Pressed(string word, Arguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var number = arguments[Named] is { } name ? Words.Incident(name) : null;
        return arguments.Values.TryGetValue(TypedWords, out var typed)
            ? new(Offers.Find(word), Arguments.Typed(typed), number, [])
            : new(Offers.Find(word), arguments, number, []);
    }

    private static Meaning Word(Offer offer, Arguments rest, int? number, bool inRoom, Arguments all)
    {
        // In a room a number after the word is an argument ("duplicate INC-41"), unless somebody only wants to look at another incident.
        if (number is null && (!inRoom || offer is LookOffer) && !offer.Reads(rest.Rest) && rest.TakeIncident(out var after) is { } named) (number, rest) = (named, after);
        if (inRoom || number is not null || offer.Reads(rest.Rest)) return new(offer, rest, number, []);
        if (IsLong(all)) return new(Report, all, null, []);
        return new(null, all, null, [Reported(all), Choice(offer, rest.Rest, null)]);
    }

    private static IEnumerable<Offer> BySeverity => new[] { Assessment.Declare.Offer, Response.ChangeSeverity.Offer };

    /// <summary>"SEV2", "SEV2 because …": the word before it was left out; a report of that would wake somebody for nothing.</summary>
    private static bool OnlySeverity(string first, Arguments rest) =>
        first.Length is > 3 and < 6 && first.StartsWith("sev", StringComparison.OrdinalIgnoreCase) && first.AsSpan(3).TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0
        && (rest.Rest.Length == 0 || rest.Rest.StartsWith("because", StringComparison.OrdinalIgnoreCase));

    /// <summary>INC-42 at the beginning; a bare # or number says too little there.</summary>
    private static int? Leading(Arguments all, out Arguments rest)
    {
        rest = all;
        return all.Rest.StartsWith("inc", StringComparison.OrdinalIgnoreCase) ? all.TakeIncident(out rest) : null;
    }

    /// <summary>Nobody types a command of this length; and a button has to carry the text.</summary>
    private static bool IsLong(Arguments all) => all.Rest.Length > 500;

    private static Alternative Reported(Arguments all) => new($"Report: {all.Rest}", Report.Word, Kept(all.Rest, null));

    private static Alternative Choice(Offer offer, string rest, int? number) => new(offer.Label, offer.Word, Kept(rest, number));

    private static ImmutableDictionary<string, string> Kept(string text, int? number)
    {
        var values = ImmutableDictionary<string, string>.Empty.Add(TypedWords, text);
        return number is { } named ? values.Add(Named, string.Create(CultureInfo.InvariantCulture, $"INC-{named}")) : values;
    }
}

/// <summary>An offer with its arguments; or, where the words could mean several things, null and the alternatives.</summary>
/// <param name="Number">The incident that the words name.</param>
/// <param name="Alternatives">Buttons to choose from, each with the text kept.</param>
public sealed record Meaning(Offer? Offer, Arguments Arguments, int? Number, ImmutableArray<Alternative> Alternatives)
{
    /// <summary>The word that was meant, where this version does not have it yet.</summary>
    public string? NotYet { get; init; }
}

/// <summary>One thing that the words could mean.</summary>
/// <param name="Label">"Report: status page is down".</param>
/// <param name="Word">The offer that the button leads to, with the text kept in its values.</param>
public sealed record Alternative(string Label, string Word, ImmutableDictionary<string, string> Values);
