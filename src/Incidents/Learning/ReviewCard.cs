using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The review in the room: first what is waited for; then headline, times, and the lessons with what each became.</summary>
internal static class ReviewCard
{
    /// <summary>Its key in the plan.</summary>
    public const string Key = "review";

    private const int Most = 8;

    /// <summary>From the moment that people were asked, or that the review was drawn up by hand.</summary>
    public static IEnumerable<CardPlan> All(Incident incident, Playbook pinned) =>
        incident.Learning is { PromptedAt: null, ReviewedAt: null } ? [] : [new CardPlan(Key, Place.Room, Of(incident, pinned))];

    private static Card Of(Incident incident, Playbook pinned)
    {
        var learning = incident.Learning;
        Rich first = learning.ReviewedAt is null ? Waiting(learning) : ReviewWords.Headline(incident, pinned.Category(incident.Reported.Category)?.Name);
        List<Element> body =
        [
            new TextBlock($"Review of {incident.Name}", TextSize.Medium, Bolder: true) { Heading = true },
            new TextBlock(first) { Id = "headline" },
        ];
        if (learning.ReviewedAt is not null) body.Add(Times(MeasuredTimes.Of(incident)));
        body.AddRange(Lessons(incident));
        return new([.. body], Buttons(incident), (Rich)$"Review of {incident.Name}: " + first);
    }

    private static Rich Waiting(LearningState learning)
    {
        var (asked, replied) = (learning.Asked.Length, learning.Replies.Count);
        Rich who = (asked, replied) switch
        {
            (1, _) => "One person was asked for their view.",
            (_, 0) => (Rich)$"{ReviewWords.Upper(asked)} people were asked for their view.",
            (_, 1) => (Rich)$"{ReviewWords.Upper(asked)} people were asked for their view; one has replied.",
            _ => (Rich)$"{ReviewWords.Upper(asked)} people were asked for their view; {ReviewWords.Number(replied)} have replied.",
        };
        return learning.PromptsCloseAt is { } close
            ? who + $" The review is drawn up as soon as everyone has, on {close:date} at the latest."
            : who;
    }

    private static FactSet Times(MeasuredTimes times) => new([.. ReviewWords.Points(times).Select(p => new Fact(p.Name, p.Since is { } since ? (Rich)$"{p.At}, {ReviewWords.Length(since)} later" : (Rich)$"{p.At}"))]);

    private static IEnumerable<Element> Lessons(Incident incident)
    {
        var lessons = incident.Learning.Lessons.Values.OrderBy(l => l.Settled).ThenBy(l => l.Number).ToImmutableArray();
        if (lessons.IsEmpty && incident.Learning.ReviewedAt is null) yield break;
        yield return new TextBlock("Lessons", Bolder: true) { Separator = true };
        if (lessons.IsEmpty) yield return new TextBlock("None yet. What one thing should be different next time?", Subtle: true);
        foreach (var lesson in lessons.Take(Most)) yield return Shown(incident, lesson);
        if (lessons.Length > Most) yield return new TextBlock($"{lessons.Length - Most} more stand in the review.", Subtle: true);
    }

    private static Container Shown(Incident incident, Lesson lesson)
    {
        List<Element> items =
        [
            new TextBlock($"{lesson.Number}. {lesson.What}"),
            new TextBlock(ReviewWords.Became(lesson), Subtle: true, Tone: lesson.Became is ActionItem { Overdue: true, VerifiedAt: null } ? Tone.Warning : Tone.Default),
        ];
        (string, string) number = ("lesson", lesson.Number.ToString(CultureInfo.InvariantCulture));
        ImmutableArray<CardAction> next = (incident.Status, lesson.Became) switch
        {
            (_, ActionItem { VerifiedAt: null }) => [Verify.Offer.Button(incident, values: number)],
            (Status.Closed, _) => [],
            (_, null or LessonChange { Standing: ChangeStanding.Rejected or ChangeStanding.NoLongerFits }) =>
                [ProposeChange.Offer.Button(incident, values: number), AgreeAction.Offer.Button(incident, values: number)],
            _ => [],
        };
        if (next.Length > 0) items.Add(new ActionSet(next));
        return new([.. items]);
    }

    private static ImmutableArray<CardAction> Buttons(Incident incident) => incident.Status switch
    {
        Status.Resolved => [DrawUpReview.Offer.Button(incident, "Draw it up now"), RecordLesson.Offer.Button(incident)],
        Status.Reviewed => [DrawUpReview.Offer.Button(incident, "Read the review"), RecordLesson.Offer.Button(incident, emphasis: Emphasis.Positive), Close.Offer.Button(incident)],
        Status.Closed => [DrawUpReview.Offer.Button(incident, "Read the review")],
        _ => [],
    };
}
