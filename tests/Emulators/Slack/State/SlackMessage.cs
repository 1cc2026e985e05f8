using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>A message as people see it now.</summary>
public sealed class SlackMessage
{
    public required string Channel { get; set; }

    /// <summary>Its id in the channel; text, never a number.</summary>
    public required string Ts { get; init; }

    public required string User { get; init; }

    /// <summary>The bot posted it.</summary>
    public bool ByBot { get; init; }

    public string? Subtype { get; init; }

    public string Text { get; set; } = "";

    /// <summary>Block Kit; null for words alone.</summary>
    public JsonArray? Blocks { get; set; }

    public JsonObject? Metadata { get; set; }

    public string? Thread { get; init; }

    public bool Edited { get; set; }

    /// <summary>The only person who sees it; null: everyone in the channel.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>What each person chose in it, which only their own screen shows.</summary>
    internal Dictionary<string, JsonObject> Choices { get; } = [];

    /// <summary>How often it was changed.</summary>
    public int Updates { get; set; }

    public List<SlackFile> Files { get; } = [];

    /// <summary>Emoji name and user.</summary>
    public List<(string Name, string User)> Reactions { get; } = [];

    /// <summary>Reference as the product uses it: channel, slash, ts.</summary>
    public string Reference => $"{Channel}/{Ts}";

    /// <summary>The words that a reader sees: those of the blocks, or the text if there are none.</summary>
    public string Shown => Blocks is null ? Text : Reading.Of(Blocks);

    /// <summary>Labels of its buttons, in order.</summary>
    public IReadOnlyList<string> Buttons => [.. Elements.Where(e => e["type"]?.ToString() is "button").Select(Interactive.LabelOf)];

    /// <summary>What can be pressed or chosen, each with the id of its block.</summary>
    internal IEnumerable<JsonObject> Elements => Interactive.Of(Blocks).Select(e => e.Element);
}
