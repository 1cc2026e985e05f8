using System.Globalization;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Something to change after the incident, with owner and due date, until somebody has checked that it works.</summary>
/// <param name="Due">When it should work.</param>
public sealed record ActionItem(Text What, Person Owner, DateTimeOffset Due, ActionKind Kind) : LessonOutcome
{
    /// <summary>When its owner is reminded next; null once it is verified.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>Its owner was reminded after the due date.</summary>
    public bool Overdue { get; init; }

    /// <summary>When somebody saw that it works.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Who saw it.</summary>
    public Person? VerifiedBy { get; init; }

    /// <summary>How they saw it.</summary>
    public Text? How { get; init; }

    public override bool Settled => VerifiedAt is not null;
}

/// <summary>What an action item changes.</summary>
public enum ActionKind { Procedure, Control, Training }

/// <summary>Its owner is reminded on the due date, then every week until somebody has verified it.</summary>
internal sealed class RemindOwners : Alarm.AlarmRule
{
    private static readonly TimeSpan Again = TimeSpan.FromDays(7);

    public override DateTimeOffset? Due(Incident incident) => Items(incident).Min(i => i.Item.RemindAt);

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at) => Items(incident)
        .Where(i => i.Item.RemindAt <= at.Now).Select(i => new OwnerReminded(i.Lesson, at.Now + Again));

    private static IEnumerable<(int Lesson, ActionItem Item)> Items(Incident incident) =>
        incident.Learning.Lessons.Values.Where(l => l.Became is ActionItem { VerifiedAt: null }).Select(l => (l.Number, (ActionItem)l.Became!));
}

/// <summary>The owner of an action item was reminded.</summary>
/// <param name="NextAt">When the next reminder is due.</param>
[StoredAs("learning.owner-reminded", 1)]
public sealed record OwnerReminded(int Lesson, DateTimeOffset NextAt) : Event<Incident>
{
    internal override Rich Line => $"owner of the action item of lesson {Lesson} reminded";

    internal override Incident Evolve(Incident i) =>
        i.Learning.Lessons.TryGetValue(Lesson, out var lesson) && lesson.Became is ActionItem item
            ? i with { Learning = i.Learning.With(lesson with { Became = item with { RemindAt = NextAt, Overdue = true } }) }
            : i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        if (!now.Learning.Lessons.TryGetValue(Lesson, out var lesson) || lesson.Became is not ActionItem { VerifiedAt: null } item) yield break;
        var verify = Verify.Offer.Button(now, values: ("lesson", Lesson.ToString(CultureInfo.InvariantCulture)));
        Rich text = $"{item.What:quote} was due {item.Due:date} ({now.Name}, lesson {Lesson}). Once it works, whoever checked it says so and the reminders end.";
        Place where = item.Owner == Person.Removed ? Place.Room : new Directly(item.Owner);
        yield return new Message(where, text, Response.Buttons.Only(now, verify)) { Pings = [item.Owner] };
    }
}
