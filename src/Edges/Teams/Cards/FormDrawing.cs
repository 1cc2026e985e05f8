using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.Teams.Cards;

/// <summary>A form as a card: in a dialog, or in a message where no dialog can open. People are chosen from the organisation's directory.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker</remarks>
internal static class FormDrawing
{
    /// <summary>In the data: the form itself, to be drawn again.</summary>
    public const string Kept = "form";

    /// <summary>In the data: names of the fields that hold people.</summary>
    public const string People = "people";

    /// <summary>For a dialog.</summary>
    /// <param name="refused">Why what was sent cannot be taken; stands above the fields.</param>
    public static JsonObject Dialog(Form form, TeamsDialect dialect, Rich? refused = null)
    {
        var json = Draw(form, dialect, refused);
        CardButtons.InDialog(json);
        return MessageCard.Dressed(json, dialect);
    }

    /// <summary>For a message.</summary>
    public static JsonObject Message(Form form, TeamsDialect dialect, Rich? refused = null)
    {
        var json = Draw(form, dialect, refused);
        var heading = new JsonObject { ["type"] = "TextBlock", ["text"] = form.Title, ["wrap"] = true, ["weight"] = "bolder", ["size"] = "medium", ["style"] = "heading" };
        json["body"]!.AsArray().Insert(0, heading);
        CardButtons.WithFallback(json);
        return MessageCard.Dressed(json, dialect);
    }

    private static JsonObject Draw(Form form, TeamsDialect dialect, Rich? refused)
    {
        var card = FormCard.Of(form, []);
        if (refused is not null) card = card with { Body = [new TextBlock(refused, Tone: Tone.Attention), .. card.Body] };
        var json = AdaptiveJson.Of(card, dialect);
        foreach (var person in form.Fields.OfType<PersonField>()) Picker(json["body"]!.AsArray(), person);
        if (json["actions"] is JsonArray actions && actions.FirstOrDefault()?["data"] is JsonObject data) Carry(data, form, dialect);
        return json;
    }

    private static void Carry(JsonObject data, Form form, TeamsDialect dialect)
    {
        data[CardButtons.IsForm] = "1";
        var people = form.Fields.OfType<PersonField>().Select(f => f.Name).ToImmutableArray();
        if (!people.IsEmpty) data[People] = string.Join(',', people);
        if (FormJson.Write(form, dialect.NameOf) is { } kept) data[Kept] = kept;
    }

    private static void Picker(JsonArray body, PersonField field)
    {
        var at = body.Select((element, index) => (Id: (string?)element!["id"], index)).FirstOrDefault(e => e.Id == field.Name, (null, -1)).index;
        if (at < 0 || body[at] is not JsonObject input) return;
        input["type"] = "Input.ChoiceSet";
        input["style"] = "filtered";
        input["choices"] = new JsonArray();
        input["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = "graph.microsoft.com/users" };
        input.Remove("maxLength");
        input.Remove("isMultiline");
        if (field.Value is { } value && TeamsId.Of(new(value)) is { } chosen) input["value"] = chosen;
        else input.Remove("value");
    }
}
