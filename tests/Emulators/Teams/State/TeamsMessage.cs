using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;

namespace ChatOpsIncident.Emulators.Teams.State;

/// <summary>A message as people see it now.</summary>
public sealed class TeamsMessage
{
    public required string Conversation { get; init; }

    /// <summary>Milliseconds since 1970, as text.</summary>
    public required string Id { get; init; }

    /// <summary>In a channel the id of the post that began the thread, its own for that post; else null.</summary>
    public string? Root { get; init; }

    /// <summary>The author's object id; null: the bot.</summary>
    public string? Author { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As the bot wrote it, or as people typed it.</summary>
    public string Text { get; set; } = "";

    /// <summary>The text is markdown; else characters as they are.</summary>
    public bool Markdown { get; set; } = true;

    /// <summary>The Adaptive Card for everyone; null: words alone.</summary>
    public JsonObject? Card { get; set; }

    /// <summary>Mentions of people and of the bot.</summary>
    public JsonArray Entities { get; set; } = [];

    /// <summary>Other than cards: links of files, hero cards.</summary>
    public JsonArray Attachments { get; set; } = [];

    /// <summary>For notifications.</summary>
    public string? Summary { get; set; }

    /// <summary>The only person who sees it (object id); null: everyone there.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>A short notice after a click, which is gone a moment later.</summary>
    public bool Toast { get; init; }

    public bool Deleted { get; set; }

    /// <summary>How often it was changed.</summary>
    public int Updates { get; set; }

    /// <summary>Emoji type and object id.</summary>
    public List<(string Type, string User)> Reactions { get; } = [];

    /// <summary>What a refresh or a click put in the card's place, for one person each.</summary>
    internal Dictionary<string, JsonObject> Views { get; } = [];

    /// <summary>Elements that a person folded out or in, on their own screen.</summary>
    internal Dictionary<string, HashSet<string>> Toggled { get; } = [];

    /// <summary>Reference as the product uses it: conversation, bar, id.</summary>
    public string Reference => $"{Thread}|{Id}";

    /// <summary>The bot posted it.</summary>
    public bool ByBot => Author is null;

    /// <summary>The conversation's id as the Connector wants it: with the thread in a channel.</summary>
    public string Thread => Root is null ? Conversation : $"{Conversation};messageid={Root}";

    /// <summary>The card as this person sees it; as everyone does without one.</summary>
    public JsonObject? CardFor(string? user) => user is not null && Views.TryGetValue(user, out var own) ? own : Card;

    /// <summary>Labels of the buttons that this person sees, in order.</summary>
    public IReadOnlyList<string> ButtonsFor(string? user) => [.. CardParts.Actions(CardFor(user), ToggledBy(user)).Select(a => a["title"]?.ToString() ?? "")];

    /// <summary>Labels of the inputs that this person sees, in order.</summary>
    public IReadOnlyList<string> LabelsFor(string? user) => [.. CardParts.Inputs(CardFor(user), ToggledBy(user)).Select(CardParts.LabelOf)];

    internal IReadOnlySet<string> ToggledBy(string? user) => user is not null && Toggled.TryGetValue(user, out var toggled) ? toggled : new HashSet<string>();
}
