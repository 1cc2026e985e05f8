using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>A card as one person sees it: without the buttons that are not theirs to press.</summary>
public static class ForViewer
{
    /// <summary>The card with the presses that may be pressed; rows of buttons that are empty then go as well.</summary>
    public static Card Of(Card card, Func<Press, bool> may)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(may);
        return card with { Body = Elements(card.Body, may), Actions = Actions(card.Actions, may) };
    }

    private static ImmutableArray<Element> Elements(ImmutableArray<Element> elements, Func<Press, bool> may) =>
        [.. elements.Select(e => Element(e, may)).Where(e => e is not ActionSet { Actions.IsEmpty: true })];

    private static Element Element(Element element, Func<Press, bool> may) => element switch
    {
        ActionSet set => set with { Actions = Actions(set.Actions, may) },
        Container box => box with { Items = Elements(box.Items, may) },
        ColumnSet columns => columns with { Columns = [.. columns.Columns.Select(c => c with { Items = Elements(c.Items, may) })] },
        _ => element,
    };

    private static ImmutableArray<CardAction> Actions(ImmutableArray<CardAction> actions, Func<Press, bool> may) => [.. actions.Where(a => a is not Press press || may(press))];
}
