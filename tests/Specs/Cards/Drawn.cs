using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Specs.Cards;

/// <summary>A card in plain characters, as a reviewer reads it: <c>[Button]</c>, <c>(•) choice</c>, <c>[ ] tick</c>, <c>Label: ____</c>.</summary>
internal static class Drawn
{
    /// <summary>The dialect of specs: names as <c>Ana</c>, links to <c>#/room/…</c>.</summary>
    public static MarkdownDialect Dialect { get; } = new(Name, stream => $"#/room/{stream}");

    public static string Of(Card card) => string.Join('\n', [
        $"« {Words(card.Summary)} »", .. card.Body.SelectMany(Lines), .. card.Actions.IsEmpty ? Array.Empty<string>() : ["", Row(card.Actions)], ""]);

    private static string Name(Person person) => person.Id.Split(':')[^1] is { Length: > 0 } name ? char.ToUpperInvariant(name[0]) + name[1..] : "(removed)";

    private static IEnumerable<string> Lines(Element element)
    {
        var lines = Inner(element).Select(l => element.IsVisible ? l : $"  (folded: {element.Id}) {l}");
        return element.Separator ? lines.Prepend("────") : lines;
    }

    private static IEnumerable<string> Inner(Element element) => element switch
    {
        TextBlock text => [Mark(text) + Words(text.Text)],
        FactSet facts => facts.Facts.Select(f => $"{f.Title,-16} {Words(f.Value)}"),
        Container box => box.Items.SelectMany(Lines).Select(l => (box.Style == Tone.Default ? "  " : $"  ┃{box.Style}┃ ") + l),
        ColumnSet set => [string.Join("  │  ", set.Columns.Select(c => string.Join(" ⏎ ", c.Items.SelectMany(Lines))))],
        ActionSet set => [Row(set.Actions)],
        InputText input => [$"{Asks(input.Label, input.Required)} ____{input.Value ?? (input.Placeholder is { } hint ? $"({hint})" : "")}"],
        InputChoice input => [$"{Asks(input.Label, input.Required)} {string.Join("  ", input.Choices.Select(c => (c.Value == input.Value ? "(•) " : "( ) ") + c.Title))}"],
        InputToggle input => [(input.On ? "[x] " : "[ ] ") + input.Title],
        _ => throw new InvalidOperationException(element.GetType().Name),
    };

    private static string Asks(string label, bool required) => label + (required ? " *" : "");

    private static string Mark(TextBlock text) => (text.Heading ? "# " : "") + (text.Tone == Tone.Default ? "" : $"<{text.Tone}> ");

    private static string Words(Incidents.Conversation.Rich text) => text.Plainly(Name);

    private static string Row(IEnumerable<CardAction> actions) => string.Join("  ", actions.Select(a => a switch
    {
        Press { Emphasis: Emphasis.Positive } => $"[[{a.Title}]]",
        Press { Emphasis: Emphasis.Destructive } => $"[!{a.Title}!]",
        ToggleVisibility toggle => $"[{a.Title} ▸ {string.Join(", ", toggle.Targets)}]",
        OpenUrl => $"[{a.Title} ↗]",
        _ => $"[{a.Title}]",
    }));
}
