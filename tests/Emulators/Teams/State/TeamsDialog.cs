using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;

namespace ChatOpsIncident.Emulators.Teams.State;

/// <summary>A dialog in front of somebody.</summary>
public sealed class TeamsDialog
{
    /// <summary>The object id of whom it is in front of.</summary>
    public required string User { get; init; }

    public required string Title { get; set; }

    /// <summary>What it draws; null: words alone.</summary>
    public JsonObject? Card { get; set; }

    /// <summary>Words in place of a card.</summary>
    public string? Text { get; set; }

    /// <summary>Where it was opened.</summary>
    public required string Conversation { get; init; }

    /// <summary>The message whose button opened it.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Opened by a message extension: its command, the context and the message.</summary>
    internal JsonObject? Extension { get; init; }

    /// <summary>What stands in the inputs, by their ids.</summary>
    internal Dictionary<string, string> Values { get; } = [];

    public bool Closed { get; set; }

    /// <summary>Labels of the inputs, in order.</summary>
    public IReadOnlyList<string> Labels => [.. CardParts.Inputs(Card).Select(CardParts.LabelOf)];

    /// <summary>Labels of the buttons, in order.</summary>
    public IReadOnlyList<string> Buttons => [.. CardParts.Actions(Card).Select(a => a["title"]?.ToString() ?? "")];
}
