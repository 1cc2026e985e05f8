using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Which task is meant. Buttons carry its number; a number that is no longer open is answered with what is true now.</summary>
internal static class TaskFinding
{
    /// <summary>The value that buttons and forms carry.</summary>
    public const string Value = "task";

    /// <summary>The open task, or what is true of that number.</summary>
    public static (OpenTask? Task, Decision Otherwise) Task(this Incident incident, int number)
    {
        if (incident.NotResponding() is { } no) return (null, no);
        if (incident.Response.Tasks.TryGetValue(number, out var task)) return (task, new Happens([]));
        var open = incident.Response.Tasks.Count;
        return (null, number >= 1 && number <= incident.Response.TasksEver
            ? new Already($"Task {number} is closed already. {open} {(open == 1 ? "task is" : "tasks are")} open.")
            : new Refused($"{incident.Name} has no task {number}.", "/incident tasks", Value));
    }

    /// <summary>Reads the number and the words after it; without one, asks which of the open tasks.</summary>
    /// <param name="alsoAsk">What else the form asks.</param>
    public static Understood Read(this Offer offer, Arguments arguments, Incident incident, Func<int, string?, Understood> then, params IEnumerable<Field> alsoAsk)
    {
        if (incident.NotResponding() is { } no) return no;
        var (number, words) = Number(arguments);
        if (number is { } which) return then(which, words);
        if (arguments.Words is { } said) return new Refused($"Say the task's number first; I can't read one in \"{said}\".", $"/incident {offer.Word} 3", Value);
        return incident.Response.Tasks.IsEmpty
            ? new Refused("No task is open.", "/incident task what to do")
            : new Form(offer.Word, incident.Id, offer.Label, [Choose(incident), .. alsoAsk], "Save");
    }

    /// <summary>The task with its number, on one line.</summary>
    public static string Brief(OpenTask task, int longest) =>
        Shortened.Line(string.Create(CultureInfo.InvariantCulture, $"{task.Number}. {HomeWords.Short(task.Text, longest)}"), longest);

    private static ChoiceField Choose(Incident incident) => new(
        Value, "Which task?",
        [.. incident.Response.Hurting.Take(CardLimits.Choices).Select(t => new Choice(Brief(t, CardLimits.Title), Written(t.Number)))])
    { Required = true };

    private static (int? Number, string? Words) Number(Arguments arguments)
    {
        if (arguments.From != Said.Words) return (Parse(arguments[Value]), null);
        var parts = arguments.Rest.Split(' ', 2, StringSplitOptions.TrimEntries);
        return Parse(parts[0].TrimStart('#').TrimEnd('.', ':')) is { } number ? (number, parts.Length > 1 ? parts[1] : null) : (null, null);
    }

    /// <summary>As buttons and forms carry it.</summary>
    public static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Parse(string? number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
}
