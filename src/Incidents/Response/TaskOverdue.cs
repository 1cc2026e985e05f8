using ChatOpsIncident.Incidents.Alarm;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>
/// A task's time is up: its owner is asked once, and after the same time again the commander. A task that nobody has goes to the
/// commander at once; without a commander the room is asked.
/// </summary>
internal sealed class TaskTimes : AlarmRule
{
    public override DateTimeOffset? Due(Incident incident) =>
        incident.Status is Status.Responding ? incident.Response.Tasks.Values.Min(t => t.AskAt) : null;

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at) =>
        incident.Response.Hurting.Where(t => t.AskAt <= at.Now).Select(t => Ask(incident.Response, t, at));

    private static TaskOverdue Ask(ResponseState response, OpenTask task, Moment at)
    {
        var (owner, commander) = (response.OwnerOf(task), response.Commander);
        var first = !task.Overdue && owner is not null;
        var later = first && owner != commander ? at.Now + (task.Length ?? TimeSpan.Zero) : (DateTimeOffset?)null;
        return new(task.Number, task.Text, first ? owner : commander, owner, later);
    }
}

/// <summary>The time for a task is up, and somebody was asked.</summary>
/// <param name="Asked">Null: nobody has it and nobody commands, so the room was asked.</param>
/// <param name="Owner">Who has it.</param>
/// <param name="CommanderAt">When the commander is asked, if it is still open then.</param>
[StoredAs("response.task-overdue", 1)]
public sealed record TaskOverdue(int Number, Text What, Person? Asked, Person? Owner, DateTimeOffset? CommanderAt) : Event<Incident>
{
    internal override Rich Line => Asked is null
        ? (Rich)$"time is up for task {Number}: {What:quote}"
        : (Rich)$"time is up for task {Number}: {What:quote}; {Asked} asked";

    internal override Incident Evolve(Incident i) => i.Response.Tasks.TryGetValue(Number, out var task)
        ? i with { Response = i.Response.With(task with { Overdue = true, AskAt = CommanderAt }) }
        : i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich who = Owner is null ? (Rich)"nobody has it" : (Rich)$"{Owner} has it";
        Rich text = (Asked, CommanderAt) switch
        {
            (null, _) => (Rich)$"Time is up for task {Number} and {who}: {HomeWords.InSentence(What):quote}.",
            (_, null) when Asked != Owner => (Rich)$"Time is up for task {Number} of {now.Name:b} {now.Link()}: {HomeWords.InSentence(What):quote}; {who}.",
            _ => (Rich)$"Time is up for your task in {now.Name:b} {now.Link()}: {HomeWords.InSentence(What):quote}. How does it stand?",
        };
        Place where = Asked is null ? Place.Room : new Directly(Asked);
        yield return new Message(where, text, Buttons.Only(now, [.. Actions(now)])) { Pings = Asked is null ? [] : [Asked] };
    }

    private IEnumerable<Cards.CardAction> Actions(Incident now)
    {
        yield return TaskMessage.Done(now, Number);
        if (Owner is null) yield return TaskMessage.Take(now, Number);
        yield return TaskMessage.More(now, Number);
        if (Asked is not null) yield return TaskMessage.Give(now, Number);
    }
}
