using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>A change of the playbook as two short dialogs: what kind of change, then its fields.</summary>
internal static class EditForm
{
    public static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var which = WhichLesson.Of(
            arguments, incident, ProposeChange.Offer, l => l.Became is null or LessonChange { Standing: ChangeStanding.Rejected or ChangeStanding.NoLongerFits });
        if (which.Lesson is not { } lesson) return which.Otherwise!;
        var playbook = at.Organisation.Current ?? at.Playbook;
        if (EditKind.Find(arguments["kind"]) is not { } kind) return First(incident, lesson);
        if (arguments[WhichLesson.Asked] is null) return Second(incident, lesson, kind, playbook);
        return kind.Read(arguments) is { } edit
            ? new ProposeChange(lesson.Number, edit)
            : new Refused($"Something is missing for \"{kind.Title}\": {kind.Needs}.", $"/incident propose {lesson.Number.ToString(CultureInfo.InvariantCulture)}", kind.NeedsField);
    }

    private static Form First(Incident incident, Lesson lesson) => new(
        "propose", incident.Id, "Change the playbook",
        [new ChoiceField("kind", "What should change?", [.. EditKind.All.Select(k => new Choice(k.Title, k.Id))]) { Required = true, Value = EditKind.All[0].Id }],
        "Next")
    {
        Intro = $"Lesson {lesson.Number}: {lesson.What:quote}",
        Carried = Carried(lesson),
    };

    private static Form Second(Incident incident, Lesson lesson, EditKind kind, Playbook playbook) => new(
        "propose", incident.Id, "Change the playbook", kind.Fields(playbook, playbook.Category(incident.Reported.Category), lesson), "Propose")
    {
        Intro = $"{kind.Title}, for lesson {lesson.Number}: {lesson.What:quote}",
        Carried = Carried(lesson).Add("kind", kind.Id).Add(WhichLesson.Asked, "yes"),
    };

    private static ImmutableDictionary<string, string> Carried(Lesson lesson) =>
        ImmutableDictionary<string, string>.Empty.Add("lesson", lesson.Number.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A kind of change that has a form.</summary>
/// <param name="Needs">What it can't do without, for the refusal.</param>
/// <param name="NeedsField">The field to look at first.</param>
internal sealed record EditKind(
    string Id, string Title, string Needs, string NeedsField, Func<Playbook, Category?, Lesson, ImmutableArray<Field>> Fields, Func<Arguments, PlaybookEdit?> Read)
{
    public static ImmutableArray<EditKind> All { get; } = [.. TaskForms.All, .. QuestionForms.All, .. PolicyForms.All];

    public static EditKind? Find(string? id) => All.FirstOrDefault(k => k.Id == id);
}

/// <summary>Choices that several forms have.</summary>
internal static class EditChoices
{
    private const string Every = "every";

    private const char Between = '|';

    /// <summary>This incident's category first, then every incident, then the others.</summary>
    public static ChoiceField Category(Playbook playbook, Category? own, bool orEvery)
    {
        var others = playbook.Categories.Where(c => c != own);
        Choice[] choices =
        [
            .. own is null ? [] : new[] { Of(own) }, .. orEvery ? [new Choice("Every incident", Every)] : Array.Empty<Choice>(), .. others.Select(Of),
        ];
        return new("category", "In which incidents?", [.. choices]) { Required = true, Value = choices[0].Value };
    }

    public static string? CategoryOf(string? value) => value == Every ? null : value;

    public static ChoiceField Severity(string name, string label, Playbook playbook, string? none = null) => new(
        name, label, [.. none is null ? [] : new[] { new Choice(none, Every) }, .. playbook.Severities.Select(s => new Choice($"{s.Id} {s.Name}", s.Id))])
    {
        Required = true,
        Value = none is null ? playbook.Severities[0].Id : Every,
    };

    /// <summary>One of several places, told apart by category and id.</summary>
    public static ChoiceField Places(string name, string label, IEnumerable<(string? Category, string Id, string Says)> places)
    {
        ImmutableArray<Choice> choices = [.. places.Take(CardLimits.Choices).Select(p => new Choice(Shortened.Line(p.Says, CardLimits.Title), $"{p.Category ?? Every}{Between}{p.Id}"))];
        return new(name, label, choices) { Required = true };
    }

    public static (string? Category, string Id)? PlaceOf(string? value) =>
        value?.Split(Between, 2) is [var category, var id] ? (CategoryOf(category), id) : null;

    private static Choice Of(Category category) => new(category.Name, category.Id);
}
