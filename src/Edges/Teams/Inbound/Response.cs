using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Cards;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>What goes back on the request: for an invoke its answer, else nothing.</summary>
internal sealed record Response(int Status, JsonNode? Body = null)
{
    /// <summary>Taken.</summary>
    public static Response Taken { get; } = new(200);

    /// <summary>Nobody here knows this invoke.</summary>
    public static Response Unknown { get; } = new(501);

    /// <summary>An invoke from which nothing follows.</summary>
    public static Response Nothing => new(200, new JsonObject());

    /// <summary>A few words, after a press.</summary>
    public static Response Toast(string words) => Action("application/vnd.microsoft.activity.message", words);

    /// <summary>Another card where the pressed one was, for who pressed it alone.</summary>
    public static Response Card(JsonObject card) => Action(MessageCard.ContentType, card);

    /// <summary>A dialog, or its next step.</summary>
    public static Response Dialog(string title, JsonObject card) => Task("continue", new JsonObject
    {
        ["title"] = title,
        ["height"] = "medium",
        ["width"] = "medium",
        ["card"] = MessageCard.Attachment(card),
    });

    /// <summary>Words where the dialog was.</summary>
    public static Response Said(string words) => Task("message", words);

    private static Response Action(string type, JsonNode value) => new(200, new JsonObject { ["statusCode"] = 200, ["type"] = type, ["value"] = value });

    private static Response Task(string type, JsonNode value) => new(200, new JsonObject { ["task"] = new JsonObject { ["type"] = type, ["value"] = value } });
}
