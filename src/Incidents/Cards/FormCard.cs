using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>A form as a card: what dialogs draw.</summary>
public static class FormCard
{
    /// <summary>The fields as inputs, the button at the bottom.</summary>
    /// <param name="form">What is asked.</param>
    /// <param name="people">Who can be chosen for a person field: name and id. Empty: it is asked in words.</param>
    public static Card Of(Form form, ImmutableArray<Choice> people)
    {
        ArgumentNullException.ThrowIfNull(form);
        Element[] intro = form.Intro.IsEmpty ? [] : [new TextBlock(form.Intro)];
        var send = new Press(form.Submit, form.Word, form.Stream ?? "", form.Carried, Emphasis.Positive) { WithInputs = true };
        return new([.. intro, .. form.Fields.Select(f => Input(f, people))], [send], form.Title);
    }

    private static Element Input(Field field, ImmutableArray<Choice> people) => field switch
    {
        TextField text => new InputText(text.Name, text.Label, text.Multiline, text.Max, text.Required, text.Hint, text.Value),
        ChoiceField choice => new InputChoice(choice.Name, choice.Label, choice.Choices, choice.Value, choice.Choices.Length <= 5, choice.Required) { Placeholder = choice.Hint },
        TickField tick => new InputToggle(tick.Name, tick.Label, tick.Value == "true"),
        PersonField person when people.IsEmpty => new InputText(person.Name, person.Label, MaxLength: 100, Required: person.Required, Placeholder: person.Hint ?? "@somebody", Value: person.Value),
        PersonField person => new InputChoice(person.Name, person.Label, people, person.Value, Required: person.Required) { Placeholder = person.Hint ?? "Choose somebody" },
        _ => throw new InvalidOperationException($"{field.GetType().Name} has no input."),
    };
}
