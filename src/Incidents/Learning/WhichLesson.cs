using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The lesson that words or a button mean: its number first; nothing is needed where there is only one.</summary>
/// <param name="Rest">What was typed after the number.</param>
/// <param name="Otherwise">What is asked or answered where no single lesson is meant.</param>
internal sealed record WhichLesson(Lesson? Lesson, string? Rest, Understood? Otherwise)
{
    /// <summary>Carried by the dialog of a lesson that is known; without it a dialog has only said which lesson.</summary>
    public const string Asked = "asked";

    /// <param name="fits">Lessons that it can be done with: they are offered where none is named.</param>
    public static WhichLesson Of(Arguments arguments, Incident incident, Offer offer, Func<Lesson, bool> fits)
    {
        var lessons = incident.Learning.Lessons;
        var rest = AfterNumber(arguments);
        if (NumberIn(arguments) is { } number)
        {
            return lessons.TryGetValue(number, out var named)
                ? new(named, rest, null)
                : new(null, rest, lessons.IsEmpty ? None(incident) : new Refused(Unknown(incident.Name, number, lessons.Count), $"/incident {offer.Word} 1"));
        }
        var fitting = lessons.Values.Where(fits).ToImmutableArray();
        return (lessons.Count, fitting.Length) switch
        {
            (0, _) => new(null, rest, None(incident)),
            (1, _) => new(lessons.Values.Single(), rest, null),
            (_, 1) => new(fitting[0], rest, null),
            (_, 0) => new(lessons.Values.First(), rest, null),
            _ => new(null, rest, Ask(incident, offer, fitting)),
        };
    }

    /// <summary>A dialog's fields for this lesson, with what it carries along.</summary>
    public static Form Form(Incident incident, Lesson lesson, Offer offer, string title, string submit, Text about, params ImmutableArray<Field> fields) =>
        new(offer.Word, incident.Id, title, fields, submit)
        {
            Intro = $"Lesson {lesson.Number}: {about:quote}",
            Carried = ImmutableDictionary<string, string>.Empty.Add("lesson", Digits(lesson.Number)).Add(Asked, "yes"),
        };

    internal static int? NumberIn(Arguments arguments) => Number(arguments["lesson"]) ?? Number(Split(arguments.Words).First);

    internal static string? AfterNumber(Arguments arguments) => Number(Split(arguments.Words).First) is null ? arguments.Words : Split(arguments.Words).After;

    private static Form Ask(Incident incident, Offer offer, ImmutableArray<Lesson> lessons) => new(
        offer.Word, incident.Id, "Which lesson?",
        [
            new ChoiceField("lesson", "Lesson", [.. lessons.Take(CardLimits.Choices).Select(l => new Choice(Shortened.Line($"{Digits(l.Number)}. {l.What}", CardLimits.Title), Digits(l.Number)))])
            {
                Required = true, Value = Digits(lessons[0].Number),
            },
        ],
        "Next")
    {
        Intro = $"{offer.Label} for which lesson of {incident.Name}?",
    };

    private static Refused None(Incident incident) => new($"{incident.Name} has no lesson yet. Record one first.", "/incident lesson what must change");

    private static Rich Unknown(string name, int number, int count) => count == 1
        ? (Rich)$"There is no lesson {number}. {name} has lesson 1."
        : (Rich)$"There is no lesson {number}. {name} has lessons 1 to {count}.";

    private static (string? First, string? After) Split(string? words)
    {
        var parts = words?.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return (parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1));
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
