using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>A card in the subset of Adaptive Cards 1.5 that Teams supports; edges translate it.</summary>
/// <param name="Body">From top to bottom.</param>
/// <param name="Actions">Buttons at the bottom.</param>
/// <param name="Summary">One line for notifications and screen readers.</param>
public sealed record Card(ImmutableArray<Element> Body, ImmutableArray<CardAction> Actions, Rich Summary)
{
    public Card(Rich summary, params Element[] body)
        : this([.. body], [], summary)
    {
    }
}

/// <summary>One element of a card's body.</summary>
public abstract record Element
{
    /// <summary>For <see cref="ToggleVisibility"/>.</summary>
    public string? Id { get; init; }

    /// <summary>False: hidden until toggled.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>A line above.</summary>
    public bool Separator { get; init; }
}

/// <summary>Adaptive Cards' TextBlock.</summary>
public sealed record TextBlock(Rich Text, TextSize Size = TextSize.Default, bool Bolder = false, bool Subtle = false, Tone Tone = Tone.Default) : Element
{
    /// <summary>Drawn as a heading.</summary>
    public bool Heading { get; init; }

    /// <summary>One entry of a list; between two of them a platform that can draw little need draw nothing.</summary>
    public bool Listed { get; init; }
}

/// <summary>Adaptive Cards' FactSet: names and values.</summary>
public sealed record FactSet(ImmutableArray<Fact> Facts) : Element;

/// <summary>One name and value.</summary>
public sealed record Fact(string Title, Rich Value);

/// <summary>Adaptive Cards' Container.</summary>
public sealed record Container(ImmutableArray<Element> Items, Tone Style = Tone.Default) : Element;

/// <summary>Adaptive Cards' ColumnSet.</summary>
public sealed record ColumnSet(ImmutableArray<Column> Columns) : Element;

/// <summary>Adaptive Cards' Column; <paramref name="Stretch"/> takes what is left, else as wide as its content.</summary>
public sealed record Column(ImmutableArray<Element> Items, bool Stretch = false);

/// <summary>Adaptive Cards' ActionSet: buttons in the middle of a card.</summary>
public sealed record ActionSet(ImmutableArray<CardAction> Actions) : Element;

/// <summary>Adaptive Cards' Input.Text.</summary>
public sealed record InputText(string Name, string Label, bool Multiline = false, int MaxLength = 2000, bool Required = false, string? Placeholder = null, string? Value = null) : Element;

/// <summary>Adaptive Cards' Input.ChoiceSet, one choice.</summary>
public sealed record InputChoice(string Name, string Label, ImmutableArray<Choice> Choices, string? Value = null, bool Expanded = false, bool Required = false) : Element
{
    /// <summary>What stands there while nothing is chosen.</summary>
    public string? Placeholder { get; init; }
}

/// <summary>A choice and what it stands for.</summary>
public sealed record Choice(string Title, string Value);

/// <summary>Adaptive Cards' Input.Toggle: "true" or "false".</summary>
public sealed record InputToggle(string Name, string Title, bool On = false) : Element;

/// <summary>A button.</summary>
public abstract record CardAction(string Title);

/// <summary>Adaptive Cards' Action.Execute: an offer, on which incident, with what its label promised. Carries the card's inputs when pressed.</summary>
/// <param name="Title">Its label.</param>
/// <param name="Word">The offer's word.</param>
/// <param name="Stream">The incident's stream id; empty outside any.</param>
/// <param name="Values">What the label promised: a severity, a task.</param>
public sealed record Press(string Title, string Word, string Stream, ImmutableDictionary<string, string> Values, Emphasis Emphasis = Emphasis.Default) : CardAction(Title)
{
    /// <summary>Validate and send the card's inputs too.</summary>
    public bool WithInputs { get; init; }

    /// <summary>Its label where messages have no inputs and a dialog asks for them; null: the same.</summary>
    public string? InDialog { get; init; }
}

/// <summary>Adaptive Cards' Action.ToggleVisibility.</summary>
public sealed record ToggleVisibility(string Title, ImmutableArray<string> Targets) : CardAction(Title);

/// <summary>Adaptive Cards' Action.OpenUrl.</summary>
public sealed record OpenUrl(string Title, Uri Address) : CardAction(Title);

/// <summary>Text sizes of Adaptive Cards.</summary>
public enum TextSize { Small, Default, Medium, Large, ExtraLarge }

/// <summary>Colours by meaning.</summary>
public enum Tone { Default, Emphasis, Accent, Good, Warning, Attention }

/// <summary>How a button stands out.</summary>
public enum Emphasis { Default, Positive, Destructive }
