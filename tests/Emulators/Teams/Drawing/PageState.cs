using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Drawing;

/// <summary>What one person has on their screen: the conversation, what only they see, the dialog in front of it.</summary>
internal static class PageState
{
    public static JsonObject Of(TeamsEmulator teams, string conversation, string user) => teams.Within(world =>
    {
        var place = world.Conversations[conversation];
        var mine = world.Private.Where(m => m.OnlyFor == user && m.Conversation == conversation && !m.Deleted).ToList();
        var messages = place.Messages.Where(m => !m.Deleted).Concat(mine.Where(m => !m.Toast)).OrderBy(m => m.Id, StringComparer.Ordinal);
        return new JsonObject
        {
            ["kind"] = place.WireKind,
            ["name"] = place.Kind == ConversationKind.Personal ? Installation.BotName : place.Name,
            ["description"] = place.Description,
            ["me"] = world.Users[user].Name,
            ["messages"] = new JsonArray([.. messages.Select(m => (JsonNode)Picture(world, m, user))]),
            ["toast"] = mine.LastOrDefault(m => m.Toast)?.Text,
            ["dialog"] = world.Dialogs.GetValueOrDefault(user) is { } dialog ? new JsonObject { ["title"] = dialog.Title, ["card"] = WithPeople(world, dialog.Card) } : null,
        };
    });

    private static JsonObject Picture(Tenant world, TeamsMessage message, string user) => new()
    {
        ["id"] = message.Id,
        ["author"] = message.Author is { } author ? world.Users[author].Name : Installation.BotName,
        ["bot"] = message.ByBot,
        ["mine"] = message.Author == user,
        ["onlyMe"] = message.OnlyFor is not null,
        ["reply"] = message.Root is not null && message.Root != message.Id,
        ["at"] = message.At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["edited"] = message.Updates > 0,
        ["text"] = message.Markdown ? message.Text : PlainWords.Of(message.Text),
        ["markdown"] = message.Markdown,
        ["card"] = WithPeople(world, message.CardFor(user)),
        ["files"] = new JsonArray([.. message.Attachments.Select(a => (JsonNode?)(a?["name"]?.ToString()))]),
    };

    /// <summary>The people picker, which the renderer does not have, as a list of everyone.</summary>
    private static JsonObject? WithPeople(Tenant world, JsonObject? card)
    {
        if (card is null) return null;
        var copy = card.DeepClone().AsObject();
        foreach (var input in CardParts.Elements(copy, all: true).Where(e => e["choices.data"]?["dataset"]?.ToString().StartsWith("graph.microsoft.com/users", StringComparison.Ordinal) is true).ToList())
        {
            input["choices"] = new JsonArray([.. world.Users.Values.Select(u => (JsonNode)new JsonObject { ["title"] = u.Name, ["value"] = u.Id })]);
            input.Remove("choices.data");
        }
        return copy;
    }
}
