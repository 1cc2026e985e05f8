using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>Goes through a card from top to bottom and lays out blocks: short texts together, facts in columns, one button beside its words.</summary>
/// <param name="longest">Of a text, in characters.</param>
internal sealed class CardReader(Card card, IDialect dialect, int longest)
{
    /// <summary>A message holds few blocks: of longer lists the entries stand below each other with nothing drawn between them.</summary>
    private const int ShortList = 5;

    private readonly List<Block> blocks = [];
    private readonly ButtonRows rows = new(card);
    private int answered;
    private int open;

    public IReadOnlyList<Block> Blocks()
    {
        Add(card.Body);
        Open();
        Add(rows.Of(card.Actions, bottom: true));
        return blocks;
    }

    private void Add(IEnumerable<Incidents.Cards.Element> elements)
    {
        Incidents.Cards.Element? before = null;
        var shown = elements.Where(rows.IsShown).ToArray();
        var isLong = shown.Count(IsListed) > ShortList;
        foreach (var element in shown)
        {
            if (element is not InputChoice) Open();
            var goesOn = isLong && IsListed(element) && IsListed(before);
            if ((ButtonRows.Unfolds(element) || (element.Separator && !goesOn)) && blocks.Count > 0 && blocks[^1] is not Divider) blocks.Add(new Divider());
            Add(element);
            before = element;
        }
    }

    private static bool IsListed(Incidents.Cards.Element? element) => element is TextBlock { Listed: true };

    private void Add(Incidents.Cards.Element element)
    {
        switch (element)
        {
            case TextBlock text:
                Add(text);
                break;
            case FactSet facts:
                foreach (var some in facts.Facts.Chunk(BlockLimits.Fields)) blocks.Add(new Facts([.. some.Select(Written)]));
                break;
            case Container box:
                Add(box.Items);
                break;
            case ColumnSet { Columns: [{ Items: var words }, { Items: [ActionSet { Actions: [var button] }] }] } when words.All(w => w is TextBlock):
                blocks.Add(new Section(Words(words.Cast<TextBlock>()), rows.Beside(button)));
                break;
            case ColumnSet set:
                Add(set.Columns.SelectMany(c => c.Items));
                break;
            case ActionSet set:
                Add(rows.Of(set.Actions, bottom: false));
                break;
            case InputChoice choice:
                Said(choice);
                break;
            case InputText or InputToggle:
                // Asked in the dialog that the card's button opens: messages have no inputs.
                break;
            default:
                throw new InvalidOperationException($"{element.GetType().Name} has no blocks.");
        }
    }

    private void Add(IEnumerable<Block> more) => blocks.AddRange(more);

    private void Add(TextBlock text)
    {
        if (text.Heading)
        {
            blocks.Add(new Header(Labels.Line(Mark(text) + text.Text.Plainly(dialect.NameOf), BlockLimits.HeaderText)));
            return;
        }
        var (words, small) = (Words([text]), text.Subtle || text.Size == TextSize.Small);
        if (words.Length == 0) return;
        // A button beside the words above belongs to those alone.
        var join = blocks.LastOrDefault();
        if (small && join is Small above && above.Text.Length + words.Length < longest) blocks[^1] = new Small(above.Text + "\n" + words);
        else if (!small && join is Section { Beside: null } before && before.Text.Length + words.Length < longest) blocks[^1] = new Section(before.Text + "\n" + words);
        else blocks.Add(small ? new Small(words) : new Section(words));
    }

    /// <summary>Questions that are answered are told; the others are counted.</summary>
    private void Said(InputChoice choice)
    {
        if (choice.Choices.FirstOrDefault(c => c.Value == choice.Value) is not { } said)
        {
            open++;
            return;
        }
        answered++;
        Add(new TextBlock((Rich)$"{choice.Label} {said.Title:b}", Subtle: true));
    }

    private void Open()
    {
        if (open > 0) Add(new TextBlock($"{Counted(open, answered)} not answered yet.", Subtle: true));
        (open, answered) = (0, 0);
    }

    private static string Counted(int open, int answered) => (open, answered) switch
    {
        (1, 0) => "One question is",
        (_, 0) => FormattableString.Invariant($"{open} questions are"),
        (1, _) => FormattableString.Invariant($"One of {open + answered} questions is"),
        _ => FormattableString.Invariant($"{open} of {open + answered} questions are"),
    };

    private string Words(IEnumerable<TextBlock> texts)
    {
        var all = texts.ToArray();
        var each = Math.Max(100, longest / all.Length - 1);
        return string.Join('\n', all.Select(t => Mark(t) + Shortened.Write(t.Bolder ? Rich.Strong(t.Text) : t.Text, dialect, each - 3)).Where(w => w.Length > 0));
    }

    private string Written(Fact fact)
    {
        var title = Shortened.Write(Rich.Strong(fact.Title), dialect, CardLimits.Title);
        return $"{title}\n{Shortened.Write(fact.Value, dialect, Math.Min(longest, BlockLimits.FieldText - CardLimits.Title - 1))}";
    }

    /// <summary>Meaning by colour and word: the word is always there too.</summary>
    private static string Mark(TextBlock text) => text.Tone switch
    {
        Tone.Attention => "🔴 ",
        Tone.Warning => "🟠 ",
        Tone.Good => "🟢 ",
        _ => "",
    };
}
