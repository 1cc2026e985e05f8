using System.Globalization;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The lesson that words or a button mean: its number first; nothing is needed where there is only one.</summary>
internal sealed record WhichLesson(Lesson? Lesson, string? Rest, Refused? Refused)
{
    public static WhichLesson Of(Arguments arguments, Incident incident, string word)
    {
        var lessons = incident.Learning.Lessons;
        var (first, rest) = Split(arguments.Words);
        var number = Number(arguments["lesson"]) ?? Number(first);
        if (number is null) rest = arguments.Words;
        if (number is null && lessons.Count == 1) return new(lessons.Values.Single(), rest, null);
        if (number is { } n && lessons.TryGetValue(n, out var lesson)) return new(lesson, rest, null);
        return new(null, rest, lessons.Count == 0
            ? new($"{incident.Name} has no lesson yet. Record one first.", "/incident lesson what must change")
            : new(Unknown(incident.Name, number, lessons.Count), $"/incident {word} 1"));
    }

    private static Rich Unknown(string name, int? number, int count) => (number, count) switch
    {
        (null, _) => (Rich)$"Which lesson? {name} has lessons 1 to {count}.",
        ({ } n, 1) => (Rich)$"There is no lesson {n}. {name} has lesson 1.",
        ({ } n, _) => (Rich)$"There is no lesson {n}. {name} has lessons 1 to {count}.",
    };

    private static (string? First, string? After) Split(string? words)
    {
        var parts = words?.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return (parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1));
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
