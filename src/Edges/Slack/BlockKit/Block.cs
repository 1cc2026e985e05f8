using System.Collections.Immutable;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>A block of a message or a view. Texts are written already, within their limits; <see cref="BlockJson"/> draws them.</summary>
internal abstract record Block
{
    /// <summary>Characters that count for the message as a whole.</summary>
    public virtual int Length => 0;
}

/// <summary>A title; plain text.</summary>
internal sealed record Header(string Text) : Block
{
    public override int Length => Text.Length;
}

/// <summary>A line.</summary>
internal sealed record Divider : Block;

/// <summary>Words, with a button beside them perhaps; mrkdwn.</summary>
internal sealed record Section(string Text, Element? Beside = null) : Block
{
    public override int Length => Text.Length + (Beside?.Length ?? 0);
}

/// <summary>Up to ten short texts in two columns; mrkdwn.</summary>
internal sealed record Facts(ImmutableArray<string> Texts) : Block
{
    public override int Length => Texts.Sum(t => t.Length);
}

/// <summary>Small print; mrkdwn.</summary>
internal sealed record Small(string Text) : Block
{
    public override int Length => Text.Length;
}

/// <summary>Buttons and menus.</summary>
/// <param name="Id">Changes with what the message says, so that a menu forgets what was chosen before; null where it does not matter.</param>
internal sealed record Row(ImmutableArray<Element> Elements, string? Id = null) : Block
{
    public override int Length => Elements.Sum(e => e.Length);
}

/// <summary>A question in a modal.</summary>
internal sealed record Ask(string Name, string Label, Element Answer, bool Optional, string? Hint = null) : Block
{
    public override int Length => Label.Length;
}

/// <summary>Something inside a block that people press, choose or fill in.</summary>
internal abstract record Element
{
    public virtual int Length => 0;
}

/// <summary>A button; what it carries is a <see cref="ButtonValue"/>.</summary>
internal sealed record Button(string Id, string Label, string Value, string? Style) : Element
{
    public override int Length => Label.Length;
}

/// <summary>A button that opens an address.</summary>
internal sealed record LinkButton(string Id, string Label, string Url) : Element
{
    public override int Length => Label.Length;
}

/// <summary>A choice and what it stands for.</summary>
internal sealed record Option(string Text, string Value);

/// <summary>At most five things to do behind three dots.</summary>
internal sealed record Overflow(string Id, ImmutableArray<Option> Options) : Element
{
    public override int Length => Options.Sum(o => o.Text.Length);
}

/// <summary>One of several, in a menu.</summary>
internal sealed record Menu(string Id, ImmutableArray<Option> Options, string? Placeholder, string? Chosen = null) : Element
{
    public override int Length => (Placeholder?.Length ?? 0) + Options.Sum(o => o.Text.Length);
}

/// <summary>One of a few, all to be seen.</summary>
internal sealed record Radio(string Id, ImmutableArray<Option> Options, string? Chosen) : Element;

/// <summary>A tick.</summary>
internal sealed record Tick(string Id, string Text, bool On) : Element;

/// <summary>A person of the workspace.</summary>
internal sealed record People(string Id, string? Placeholder, string? Chosen) : Element;

/// <summary>Words.</summary>
internal sealed record Line(string Id, bool Multiline, int Most, string? Placeholder, string? Typed) : Element;
