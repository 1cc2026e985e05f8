using System.Globalization;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Corrects when an entry of the timeline happened, or its words. The original stays visible beside it.</summary>
/// <param name="Number">The entry's number, as the timeline shows it.</param>
/// <param name="When">When it really happened.</param>
/// <param name="Words">How it really was.</param>
public sealed record Correct(long Number, Happened? When, string? Words, string? Why) : Command<Incident>
{
    /// <summary><c>correct 12 13:02 because the mail log says so</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "correct", "Correct an entry", "Correct the time or words of a timeline entry; the original stays visible", Permissions.Respond, Read)
    {
        Usage = "12 [time] [words] because …",
        Sample = (incident, _) => new Correct(1, null, "how it was", "the mail log says so"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (Number < 1 || Number > incident.Head.Number)
            return new Refused($"The timeline of {incident.Name} has entries 1 to {incident.Head.Number}; there is no {Number}.", "/incident timeline", "number");
        if (When?.At > at.Now) return new Refused($"{When.At} lies ahead. Say when it happened.", null, "when");
        if (When is null && string.IsNullOrWhiteSpace(Words)) return new Refused("Say what was different: the time, the words, or both.", "/incident " + Typed(Number), "when");
        if (string.IsNullOrWhiteSpace(Why)) return new Refused("Say how you know: a correction stands beside the original, with its reason.", "/incident " + Typed(Number), "why");
        if ((Fits.TooLong(Words, "words") ?? Fits.TooLong(Why, "why")) is { } tooLong) return tooLong;
        return new Corrected(Number, Text.Maybe(Words), Why.Trim()) { Happened = When };
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"Entry {Number} is corrected; the original stays visible beside it.";

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (arguments.From == Said.Form)
        {
            var said = arguments["when"];
            var when = said is null ? null : ClockTime.Whole(said, at);
            if (Entry(arguments["number"]) is not { } entry) return Which(arguments["number"]);
            return said is not null && when is null ? NotATime.In(said, "/incident " + Typed(entry)) : new Correct(entry, when, arguments["words"], arguments["why"]);
        }
        if (arguments["number"] is { } chosen) return For(incident, chosen);
        if (arguments.TakeWord(out var rest) is not { } first) return For(incident, null);
        if (Entry(first) is not { } number) return Which(first);
        var time = rest.TakeTime(at, out rest);
        if (time is null && NotATime.Begins(rest.Rest, "/incident " + Typed(number)) is { } none) return none;
        var (words, why) = Reason.Split(rest.Rest);
        return new Correct(number, time, words, why);
    }

    private static Form For(Incident incident, string? number) => new(
        Offer.Word, incident.Id, "Correct an entry",
        [
            new TextField("number", "Which entry?", Max: 10) { Required = true, Value = number, Hint = "Its number in the timeline" },
            new TextField("when", "When did it happen?", Max: 40) { Hint = "13:02, yesterday 13:02; empty: as it is" },
            new TextField("words", "How was it?", Multiline: true, Max: Fits.Longest) { Hint = "Empty: as it is" },
            new TextField("why", "How do you know?", Max: Fits.Longest) { Required = true },
        ],
        "Correct")
    {
        Intro = "The original stays visible beside the correction.",
    };

    private static Refused Which(string? said) =>
        new($"Say the entry's number first, as the timeline shows it; I can't read one in \"{said}\".", "/incident timeline", "number");

    private static string Typed(long number) => string.Create(CultureInfo.InvariantCulture, $"correct {number} 13:02 because …");

    private static long? Entry(string? number) =>
        long.TryParse(number?.Trim('#', '[', ']', '.', ':'), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
}

/// <summary>An entry was corrected; when it really happened stands in <see cref="Event.Happened"/>.</summary>
[StoredAs("timeline.corrected", 1)]
public sealed record Corrected(long Number, Text? Text, Text Why) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => Text is null ? (Rich)$"corrected entry {Number}, because {Why:quote}" : (Rich)$"corrected entry {Number}: {Text:quote}, because {Why:quote}";

    internal override Incident Evolve(Incident i) => i with { Anchors = i.Anchors.With(i.Head.Number, Number, Happened) };
}
