using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.WebChat.Wire;

/// <summary>A form as the page draws it in a dialog.</summary>
internal static class FormJson
{
    public static JsonElement Write(Form form) => JsonSerializer.SerializeToElement(new
    {
        form.Word,
        form.Stream,
        form.Title,
        form.Submit,
        Intro = RichJson.Write(form.Intro),
        form.Carried,
        Fields = new JsonArray([.. form.Fields.Select(Field)]),
    }, Rows.RowKeys.Json);

    private static JsonObject Field(Field field)
    {
        var json = new JsonObject
        {
            ["name"] = field.Name,
            ["label"] = field.Label,
            ["required"] = field.Required,
            ["hint"] = field.Hint,
            ["value"] = Mentions.ToTyped(field.Value),
        };
        switch (field)
        {
            case TextField text:
                (json["kind"], json["max"]) = (text.Multiline ? "paragraph" : "line", text.Max);
                break;
            case ChoiceField choice:
                json["kind"] = "choice";
                json["choices"] = new JsonArray([.. choice.Choices.Select(c => new JsonObject { ["title"] = c.Title, ["value"] = c.Value })]);
                break;
            case TickField:
                json["kind"] = "tick";
                break;
            case PersonField:
                (json["kind"], json["value"]) = ("person", field.Value);
                break;
            default:
                throw new InvalidOperationException($"The page has no field for {field.GetType().Name}.");
        }
        return json;
    }
}
