using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Teams.Cards;

/// <summary>
/// Buttons as Teams has them: on a message each press is an Action.Execute, but where a form is what mostly follows it is an Action.Submit that
/// fetches a dialog, because nothing else opens one. In a dialog there is Action.Submit alone.
/// </summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots</remarks>
internal static class CardButtons
{
    /// <summary>In a form's data: what follows is a form sent back.</summary>
    public const string IsForm = "isForm";

    /// <summary>What a fallback carries at most, in characters: it stands there twice.</summary>
    private const int LargestFallback = 1000;

    /// <summary>Words whose button mostly asks for something. Should one not, the dialog says what was done; should another one, its form comes as a card.</summary>
    private static readonly FrozenSet<string> Asks = FrozenSet.ToFrozenSet(
        [
            "report", "category", "dismiss", "false-positive", "duplicate", "role", "task", "give", "drop", "call", "update", "note", "decision", "evidence", "withdraw",
            "contained", "eradicated", "recovered", "severity", "resolve", "reopen", "contribute", "lesson", "action", "verified", "propose", "reject", "close", "correct",
            "redact",
        ], StringComparer.Ordinal);

    /// <summary>Whether a dialog is fetched for it.</summary>
    public static bool OpensDialog(string word, JsonObject data) => Asks.Contains(word) || (word == "declare" && data["severity"] is null);

    /// <summary>Buttons of a message.</summary>
    public static void OnMessage(JsonNode card) => Each(card, action =>
    {
        if ((string?)action["verb"] is { } word && action["data"] is JsonObject data && OpensDialog(word, data)) Fetches(action, data);
    });

    /// <summary>Clients that do not know Action.Execute send the same as a message.</summary>
    /// <remarks>https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#backward-compatibility</remarks>
    public static void WithFallback(JsonNode card) => Each(card, action =>
    {
        var data = action["data"]?.DeepClone();
        // Large, and of use only where an answer can take the card's place.
        (data as JsonObject)?.Remove(FormDrawing.Kept);
        if (data?.ToJsonString().Length <= LargestFallback) action["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = (string?)action["title"], ["data"] = data };
    });

    /// <summary>Buttons of a dialog.</summary>
    public static void InDialog(JsonNode card) => Each(card, action =>
    {
        action["type"] = "Action.Submit";
        action.Remove("verb");
        action.Remove("fallback");
    });

    private static void Fetches(JsonObject action, JsonObject data)
    {
        action["type"] = "Action.Submit";
        action.Remove("verb");
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
    }

    private static void Each(JsonNode? node, Action<JsonObject> change)
    {
        switch (node)
        {
            case JsonObject action when (string?)action["type"] == "Action.Execute":
                change(action);
                break;
            case JsonObject other:
                foreach (var (_, inner) in other.ToArray()) Each(inner, change);
                break;
            case JsonArray all:
                foreach (var inner in all.ToArray()) Each(inner, change);
                break;
        }
    }
}
