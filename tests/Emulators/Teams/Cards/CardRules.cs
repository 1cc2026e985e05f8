using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Teams.Cards;

/// <summary>What Teams wants of an Adaptive Card: the published schema, and what the documentation says besides.</summary>
public static class CardRules
{
    public const string Media = "application/vnd.microsoft.card.adaptive";

    /// <summary>As it is sent and counted: nothing escaped that need not be.</summary>
    public static JsonSerializerOptions AsSent { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is wrong with a card; empty: nothing.</summary>
    public static IReadOnlyList<string> Faults(JsonObject card, bool inDialog)
    {
        ArgumentNullException.ThrowIfNull(card);
        List<string> faults = [.. CardSchema.Faults(card)];
        var actions = CardParts.Actions(card, all: true).ToList();
        var elements = CardParts.Elements(card, all: true).ToList();
        if (card["version"]?.ToString() is not ("1.5" or "1.4" or "1.3" or "1.2" or "1.1" or "1.0")) faults.Add($"version {card["version"]}: Teams supports up to 1.5");
        if (card["actions"] is JsonArray { Count: > 6 }) faults.Add("more than six actions in the action bar: what is more is not shown");
        if (inDialog && actions.Any(a => a["type"]?.ToString() == "Action.Execute")) faults.Add("Action.Execute in a dialog: only Action.Submit sends it");
        foreach (var action in actions.Where(a => a["type"]?.ToString() == "Action.Execute" && a["fallback"] is null && a["data"]?.ToJsonString().Length < 1000)) faults.Add($"{action["title"]}: an Action.Execute without a fallback does nothing in old clients");
        foreach (var action in actions.Where(a => a["type"]?.ToString() is not ("Action.Execute" or "Action.Submit" or "Action.OpenUrl" or "Action.ShowCard" or "Action.ToggleVisibility"))) faults.Add($"{action["type"]} is not supported");
        foreach (var twice in elements.Select(e => e["id"]?.ToString()).OfType<string>().GroupBy(i => i).Where(g => g.Count() > 1)) faults.Add($"the id {twice.Key} is there {twice.Count()} times");
        foreach (var element in elements.Where(e => e["type"]?.ToString() is "Media")) faults.Add($"{element["type"]} is not supported");
        if (CardParts.RefreshedFor(card).ToList() is { Count: > 60 } many) faults.Add($"refresh for {many.Count} people: 60 at most");
        if (card["refresh"] is { } refresh && refresh["action"]?["type"]?.ToString() != "Action.Execute") faults.Add("a refresh without Action.Execute");
        if (card["refresh"] is not null && card["refresh"]!["userIds"] is null) faults.Add("a refresh without userIds: who gets it depends on the number of members");
        faults.AddRange(Targets(actions, elements));
        faults.AddRange(Images(elements));
        faults.AddRange(MentionRules.Faults(CardParts.Words(card), card["msteams"]?["entities"] as JsonArray));
        return faults;
    }

    /// <summary>A file of the data of this folder.</summary>
    public static string Published(string name)
    {
        using var stream = typeof(CardRules).Assembly.GetManifestResourceStream("Teams/" + name) ?? throw new InvalidOperationException($"{name} is not there.");
        return new StreamReader(stream).ReadToEnd();
    }

    /// <summary>Names of the files of the data that begin so, without it.</summary>
    public static IEnumerable<string> Names(string beginning) => typeof(CardRules).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("Teams/" + beginning, StringComparison.Ordinal)).Select(n => n[("Teams/" + beginning).Length..]).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Targets(List<JsonObject> actions, List<JsonObject> elements)
    {
        var ids = elements.Select(e => e["id"]?.ToString()).ToHashSet();
        return actions.SelectMany(a => a["targetElements"] as JsonArray ?? []).Select(t => t is JsonValue ? t.ToString() : t?["elementId"]?.ToString())
            .Where(id => !ids.Contains(id)).Select(id => $"an action toggles {id}, which is not there");
    }

    private static IEnumerable<string> Images(List<JsonObject> elements) => elements.Where(e => e["type"]?.ToString() == "Image").Select(e => e["url"]?.ToString() ?? "")
        .Where(u => !u.StartsWith("https://", StringComparison.Ordinal) && !u.StartsWith("data:image/", StringComparison.Ordinal)).Select(u => $"an image at {u}");
}
