using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Says what kind of thing was reported: its questions, its floors and its checklist follow from it.</summary>
/// <param name="To">Id or name of a category.</param>
public sealed record ChooseCategory(string To) : Command<Incident>
{
    /// <summary>Set or change it, in words or by choice.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "category", "Choose category", "Say what kind of incident this is", Permissions.Respond, Read)
    {
        Usage = "phishing",
        Sample = (incident, at) => at.Playbook.Categories.FirstOrDefault(c => c.Id != incident.Detection?.Category) is { } other
            ? new ChooseCategory(other.Id)
            : null,
    };

    private static Understood Read(Arguments arguments, Incident incident, Moment at) => (arguments["category"] ?? arguments.Words) is { } to
        ? new ChooseCategory(to)
        : new Form("category", incident.Id, "Choose category", [Field(at.Playbook, incident.Reported.Category)], "Choose");

    private static ChoiceField Field(Playbook playbook, string? now) =>
        new("category", "What kind of thing is it?", [.. playbook.Categories.Select(c => new Choice(c.Name, c.Id))]) { Required = true, Value = now };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Status is not (Status.Reported or Status.Responding)) return Assessment.Decided.No(incident);
        if (Named(at.Playbook, To) is not { } category)
        {
            return new Refused(
                $"There is no category {To:quote}. The playbook knows {Rich.Join(", ", at.Playbook.Categories.Select(c => (Rich)c.Name))}.",
                "/incident category", "category");
        }
        if (category.Id == incident.Reported.Category) return new Already($"{incident.Name:b} is {category.Name} already.");
        return With(new CategoryChosen(category.Id, category.Name), incident, at);
    }

    /// <summary>While the response runs, the new category's own tasks of this phase join those that are there.</summary>
    private static Event[] With(CategoryChosen chosen, Incident incident, Moment at)
    {
        var response = incident.Response;
        if (incident.Status is not Status.Responding) return [chosen];
        var own = Checklist.For(
            at.Playbook with { Checklist = [] }, chosen.Category, response.Phase, response.TasksEver, at, response.Tasks.Values.Select(t => t.ChecklistId));
        return own is null ? [chosen] : [chosen, own];
    }

    /// <summary>By id, by name, or by the only name that begins so.</summary>
    private static Category? Named(Playbook playbook, string words)
    {
        var exact = playbook.Category(words) ?? playbook.Categories.FirstOrDefault(c => string.Equals(c.Name, words, StringComparison.OrdinalIgnoreCase));
        var begin = playbook.Categories.Where(
            c => c.Name.StartsWith(words, StringComparison.OrdinalIgnoreCase) || c.Id.StartsWith(words, StringComparison.OrdinalIgnoreCase));
        return exact ?? (begin.Take(2).ToArray() is [var only] ? only : null);
    }
}

/// <summary>The category was chosen or changed.</summary>
/// <param name="Name">What people call it.</param>
[StoredAs("detection.category-chosen", 1)]
public sealed record CategoryChosen(string Category, string Name) : Event<Incident>
{
    internal override Rich Line => $"category: {Name}";

    internal override Incident Evolve(Incident i) => i with { Detection = i.Reported with { Category = Category } };
}
