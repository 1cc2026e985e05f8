using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>What is said about a task outside the home card.</summary>
internal static class TaskMessage
{
    /// <summary>To whom a task was given.</summary>
    public static Message Given(Incident now, Person? by, Person to, int number, Text what, DateTimeOffset? due)
    {
        Rich until = due is { } time ? (Rich)$" It is due {time}." : Rich.Empty;
        Rich text = $"{by} gave you a task in {now.Name:b} {now.Link()}: {HomeWords.InSentence(what):quote}.{until}";
        return Message.To(to, text, Buttons.Only(now, Done(now, number), Give(now, number)));
    }

    /// <summary>"Done": this task.</summary>
    public static Press Done(Incident incident, int number, string label = "Done") => FinishTask.Offer.Button(incident, label, Emphasis.Default, Value(number));

    /// <summary>"I take it": this task.</summary>
    public static Press Take(Incident incident, int number) => TakeTask.Offer.Button(incident, "I take it", Emphasis.Default, Value(number));

    /// <summary>"Somebody else": asks whom.</summary>
    public static Press Give(Incident incident, int number) => GiveTask.Offer.Button(incident, "Somebody else", Emphasis.Default, Value(number));

    /// <summary>"15 more minutes": this task.</summary>
    public static Press More(Incident incident, int number) =>
        GiveTask.Offer.Button(incident, "15 more minutes", Emphasis.Default, Value(number), ("within", "15m"));

    private static (string Name, string Value) Value(int number) => (TaskFinding.Value, TaskFinding.Written(number));
}
