using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>A modal in front of somebody, or their App Home.</summary>
public sealed class SlackView
{
    public required string Id { get; init; }

    public required string User { get; init; }

    /// <summary>What the bot sent, ids added.</summary>
    public required JsonObject Content { get; set; }

    public required string Hash { get; set; }

    /// <summary>The view under it.</summary>
    public SlackView? Previous { get; init; }

    /// <summary>What the bot said is wrong, by block id.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>What was filled in, by block id and action id; it stays while both stay.</summary>
    internal JsonObject Values { get; set; } = [];

    public bool Closed { get; internal set; }

    public string Title => Content["title"]?["text"]?.ToString() ?? "";

    /// <summary>The words a reader sees.</summary>
    public string Shown => Reading.Of(Content["blocks"]);

    /// <summary>Labels of its inputs, in order.</summary>
    public IReadOnlyList<string> Labels => [.. Inputs.Select(b => b["label"]!["text"]!.ToString())];

    internal IEnumerable<JsonObject> Inputs => Blocks.OfType<JsonObject>().Where(b => b["type"]?.ToString() == "input");

    internal JsonArray Blocks => Content["blocks"]?.AsArray() ?? [];

    internal string? ExternalId => Content["external_id"]?.ToString() is { Length: > 0 } id ? id : null;
}
