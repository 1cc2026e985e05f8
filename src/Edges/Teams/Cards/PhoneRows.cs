using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Teams.Cards;

/// <summary>Buttons in rows that a phone shows whole: Teams cuts off what does not fit beside each other.</summary>
internal static class PhoneRows
{
    /// <summary>Characters that a row holds, with the room around each label.</summary>
    private const int Row = 36;

    private const int Around = 4;

    /// <summary>Changes the card of a message.</summary>
    public static void Make(JsonObject card)
    {
        if (card["body"] is not JsonArray body) return;
        Each(body);
        if (card["actions"] is not JsonArray actions || Split(actions) is not { Count: > 1 } rows) return;
        card.Remove("actions");
        foreach (var row in rows) body.Add(row);
    }

    private static void Each(JsonNode? node)
    {
        if (node is JsonObject whole)
        {
            foreach (var (_, inner) in whole.ToArray()) Each(inner);
        }
        if (node is not JsonArray all) return;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i] is not JsonObject set || (string?)set["type"] != "ActionSet" || set["actions"] is not JsonArray actions || set["id"] is not null) Each(all[i]);
            else if (Split(actions) is { Count: > 1 } rows) Instead(all, i, rows, set);
        }
    }

    private static void Instead(JsonArray all, int at, List<JsonObject> rows, JsonObject set)
    {
        all.RemoveAt(at);
        foreach (var (name, value) in set.Where(p => p.Key is not ("type" or "actions"))) rows[0][name] = value?.DeepClone();
        for (var i = 0; i < rows.Count; i++) all.Insert(at + i, rows[i]);
    }

    private static List<JsonObject> Split(JsonArray actions)
    {
        var (rows, width) = (new List<JsonObject>(), Row);
        foreach (var action in actions)
        {
            var needed = ((string?)action!["title"] ?? "").Length + Around;
            if (width + needed > Row)
            {
                rows.Add(new() { ["type"] = "ActionSet", ["actions"] = new JsonArray() });
                width = 0;
            }
            rows[^1]["actions"]!.AsArray().Add(action.DeepClone());
            width += needed;
        }
        return rows;
    }
}
