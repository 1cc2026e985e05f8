using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>A lesson becomes an action item.</summary>
/// <param name="Days">Due in so many days, 1 to 400.</param>
public sealed record AgreeAction(int Lesson, string What, Person? Owner, int Days, ActionKind Kind) : Command<Incident>
{
    private static readonly ImmutableArray<Choice> Kinds =
        [new("A procedure: how we work", "Procedure"), new("A control: what guards us", "Control"), new("Training: what people know", "Training")];

    private static readonly ImmutableArray<Choice> Times = [new("In one week", "7"), new("In two weeks", "14"), new("In a month", "30"), new("In three months", "90")];

    /// <summary>From the lesson on the review card.</summary>
    public static Offer Offer { get; } = new IncidentOffer("action", "Make it an action item", "Give a lesson an owner and a date", Permissions.Learn, Read)
    {
        Usage = "lesson",
        Sample = (incident, at) => incident.Learning.Lessons.Values.FirstOrDefault(l => !l.Settled) is { } lesson
            ? new AgreeAction(lesson.Number, "Try it once", at.Who.Person, 14, ActionKind.Procedure)
            : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (!incident.Learning.Lessons.TryGetValue(Lesson, out var lesson)) return new Refused($"{incident.Name} has no lesson {Lesson}.", "/incident review");
        if (incident.Status == Status.Closed) return new Refused($"{incident.Name} is closed. Open it again to agree on more.", "/incident reopen why");
        if (lesson.Became is LessonChange { Standing: ChangeStanding.Proposed })
            return new Refused($"Lesson {Lesson} is proposed as a change of the playbook. Decide on that first; a rejected one can become an action item.", "/incident playbook");
        if (string.IsNullOrWhiteSpace(What)) return new Refused("Say what has to be done.", Field: "what");
        if (What.Length > RecordLesson.Longest) return new Refused($"That is {What.Length} characters; {RecordLesson.Longest} fit. Say it in one sentence.", Field: "what");
        if (Owner is null) return new Refused("An action item needs one owner. Name the person who sees to it.", Field: "owner");
        if (!incident.Reported.Visibility.MayKnow(Owner)) return new Refused($"{Owner} can't own this one. Name somebody else.", Field: "owner");
        if (Days is < 1 or > 400) return new Refused("The date lies outside of a year from now. Choose one of the four.", Field: "due");
        var agreed = new ActionAgreed(Lesson, What.Trim(), Owner, at.Now.AddDays(Days), Kind);
        return lesson.Became is ActionItem item && item.What == agreed.What && item.Owner == Owner && item.Kind == Kind && item.VerifiedAt is null
            ? new Already($"That is agreed already, due {item.Due:date}.")
            : agreed;
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        incident.Learning.Lessons.GetValueOrDefault(Lesson)?.Became is ActionItem item ? (Rich)$"Agreed: {item.Owner} sees to it, due {item.Due:date}." : null;

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var which = WhichLesson.Of(arguments, incident, Offer, l => l.Became is null or LessonChange { Standing: ChangeStanding.Rejected or ChangeStanding.NoLongerFits });
        if (which.Lesson is not { } lesson) return which.Otherwise!;
        return arguments[WhichLesson.Asked] is null
            ? Form(incident, lesson, which.Rest)
            : new AgreeAction(
                lesson.Number, arguments["what"] ?? "", arguments["owner"] is { } owner ? new Person(owner) : null,
                int.TryParse(arguments["due"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
                Enum.TryParse<ActionKind>(arguments["kind"], out var kind) ? kind : ActionKind.Procedure);
    }

    private static Form Form(Incident incident, Lesson lesson, string? what) => WhichLesson.Form(
        incident, lesson, Offer, "Make it an action item", "Agree", lesson.What,
        [
            new TextField("what", "What has to be done?", Multiline: true, Max: RecordLesson.Longest) { Required = true, Value = what ?? lesson.What.Value },
            new PersonField("owner", "Who sees to it?") { Required = true },
            new ChoiceField("due", "By when?", Times) { Required = true, Value = "14" },
            new ChoiceField("kind", "What does it change?", Kinds) { Required = true, Value = "Procedure" },
        ]);
}

/// <summary>A lesson became an action item.</summary>
[StoredAs("learning.action-agreed", 1)]
public sealed record ActionAgreed(int Lesson, Text What, Person Owner, DateTimeOffset Due, ActionKind Kind) : Event<Incident>
{
    internal override Rich Line => $"lesson {Lesson} became an action item for {Owner}, due {Due:date}: {What:quote}";

    internal override Incident Evolve(Incident i) => i.Learning.Lessons.TryGetValue(Lesson, out var lesson)
        ? i with { Learning = i.Learning.With(lesson with { Became = new ActionItem(What, Owner, Due, Kind) { RemindAt = Due } }) }
        : i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return Message.To(Owner, $"{recorded.By} asks you to see to this by {Due:date}: {What:quote} ({now.Name}, lesson {Lesson}).");
    }
}
