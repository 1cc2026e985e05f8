using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Three questions at most: what, where, how bad does it feel.</summary>
public static class ReportForm
{
    private static readonly ImmutableArray<Choice> Feelings =
    [
        new("Something is odd", "odd"), new("It hinders work", "hinders"), new("It is bad and going on now", "bad"), new("I can't say", "unknown"),
    ];

    /// <summary>How bad it feels, in the words of the form; null: nothing was said.</summary>
    internal static string? Feels(string? said) => Feelings.FirstOrDefault(f => f.Value == said)?.Title;

    /// <summary>Where reports have to wait for each other: 0 goes first. What was not said may be as bad as anything.</summary>
    internal static int Urgency(string? said) => said switch
    {
        "bad" => 0,
        "hinders" => 2,
        "odd" => 3,
        _ => 1,
    };

    internal static Understood Read(Arguments arguments, Incident? incident, Moment at) => arguments.From switch
    {
        Said.Form => new Report(arguments["what"] ?? "", arguments["where"], arguments["feels"], arguments["category"], arguments["private"] == "true"),
        // One click reports: a false alarm costs nothing, a second question might.
        Said.Message => new Report(Shortened(arguments["what"])),
        _ when arguments.Words is { } words => new Report(words),
        _ => For(at, arguments["what"]),
    };

    /// <summary>The whole message is kept as evidence; the report begins with as much of it as a report takes.</summary>
    private static string Shortened(string? message) =>
        message is { Length: > Report.Longest } ? string.Concat(message.AsSpan(0, Report.Longest - 1), "…") : message ?? "";

    /// <summary>How bad it feels, as the form says it; null if they did not say, or could not.</summary>
    internal static string? InWords(string? feels) => Feelings.FirstOrDefault(f => f.Value == feels && f.Value != "unknown")?.Title;

    /// <summary>The form, with what was typed before filled in.</summary>
    internal static Form For(Moment at, string? what) => new(
        "report", null, "Report something",
        [
            new TextField("what", "What did you see?", Multiline: true, Max: Report.Longest) { Required = true, Value = what, Hint = "A few words are enough" },
            new TextField("where", "Where? (if you know)", Max: 200) { Hint = "A system, a mailbox, a place" },
            new ChoiceField("feels", "How bad does it feel?", Feelings),
            new TickField("private", "Keep this private"),
        ],
        "Report")
    {
        Intro = "You can't do this wrong: nobody is blamed for a false alarm.",
    };
}
