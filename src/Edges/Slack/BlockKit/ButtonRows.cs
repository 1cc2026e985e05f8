using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>
/// A card's buttons as Slack has them. Slack folds nothing: hidden buttons stand in a menu, hidden words are shown; a button that sends the
/// card's inputs along opens a dialog instead.
/// </summary>
internal sealed class ButtonRows
{
    private readonly Dictionary<string, Incidents.Cards.Element> hidden = new(StringComparer.Ordinal);
    private readonly HashSet<string> toggled = new(StringComparer.Ordinal);
    private int number;

    public ButtonRows(Card card)
    {
        var all = Everything(card.Body).ToArray();
        foreach (var element in all.Where(e => e is { IsVisible: false, Id: not null })) hidden.TryAdd(element.Id!, element);
        var actions = card.Actions.Concat(all.OfType<ActionSet>().SelectMany(s => s.Actions));
        toggled.UnionWith(actions.OfType<ToggleVisibility>().SelectMany(t => t.Targets));
    }

    /// <summary>Visible, or folded words: those of folded buttons stand in a menu.</summary>
    public bool IsShown(Incidents.Cards.Element element) =>
        element.IsVisible || element.Id is { } id && toggled.Contains(id) && !OnlyButtons(element);

    /// <summary>Was folded, and is shown.</summary>
    public static bool Unfolds(Incidents.Cards.Element element) => !element.IsVisible;

    /// <summary>Rows of at most five; a menu of what is folded comes last.</summary>
    /// <param name="bottom">The card's own buttons, below everything.</param>
    public IEnumerable<Block> Of(ImmutableArray<CardAction> actions, bool bottom)
    {
        var folded = actions.OfType<ToggleVisibility>().SelectMany(t => t.Targets).Distinct().Select(t => hidden.GetValueOrDefault(t))
            .Where(e => e is not null && OnlyButtons(e)).SelectMany(e => Presses(e!)).ToImmutableArray();
        var elements = actions.Select(Beside).OfType<Element>().ToList();
        if (Menu(actions, folded, out var rest) is { } menu) elements.Add(menu);
        elements.AddRange(rest.Select(Beside).OfType<Element>());
        return elements.Chunk(BlockLimits.Row).Select(row => new Row([.. row], FormattableString.Invariant($"{(bottom ? "bottom" : "row")}.{number++}")));
    }

    /// <summary>One button; null for what Slack has no button for.</summary>
    public Element? Beside(CardAction action) => action switch
    {
        Press press => Pressed(press),
        OpenUrl { Address: { Scheme: "https" } address } open when address.AbsoluteUri.Length <= BlockLimits.Url =>
            new LinkButton(Id("open"), Labels.Line(open.Title, CardLimits.Label), address.AbsoluteUri),
        _ => null,
    };

    private Button? Pressed(Press press)
    {
        var label = press.WithInputs && press.InDialog is { } asks ? asks : press.Title;
        return Value(press).Write(BlockLimits.ButtonValue) is { } value ? new(Id("do"), Labels.Line(label, CardLimits.Label), value, Style(press.Emphasis)) : null;
    }

    private Element? Menu(ImmutableArray<CardAction> actions, ImmutableArray<Press> folded, out ImmutableArray<Press> rest)
    {
        var fits = (from press in folded
                    let value = Value(press).Write(BlockLimits.ButtonValue)
                    where value?.Length <= BlockLimits.OptionValue
                    select (Press: press, Option: new Option(Labels.Line(press.Title, BlockLimits.OptionText), value))).Take(BlockLimits.Options).ToArray();
        rest = [.. folded.Except(fits.Select(f => f.Press))];
        if (fits.Length == 0) return null;
        ImmutableArray<Option> options = [.. fits.Select(f => f.Option)];
        return options.Length <= BlockLimits.OverflowOptions
            ? new Overflow(Id("more"), options)
            : new Menu(Id("more"), options, Labels.Line(actions.OfType<ToggleVisibility>().First().Title, BlockLimits.Placeholder));
    }

    private static ButtonValue Value(Press press) => new(press.Word, press.Stream, press.Values);

    private static string? Style(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Positive => "primary",
        Emphasis.Destructive => "danger",
        _ => null,
    };

    private string Id(string what) => FormattableString.Invariant($"{what}.{number++}");

    private static bool OnlyButtons(Incidents.Cards.Element element) => element switch
    {
        ActionSet set => set.Actions.All(a => a is Press),
        Container box => !box.Items.IsEmpty && box.Items.All(OnlyButtons),
        _ => false,
    };

    private static IEnumerable<Press> Presses(Incidents.Cards.Element element) => Everything([element]).OfType<ActionSet>().SelectMany(s => s.Actions.OfType<Press>());

    private static IEnumerable<Incidents.Cards.Element> Everything(IEnumerable<Incidents.Cards.Element> elements) => elements.SelectMany(e => Everything(e switch
    {
        Container box => box.Items,
        ColumnSet set => set.Columns.SelectMany(c => c.Items),
        _ => [],
    }).Prepend(e));
}
