using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <summary>What the compose box makes of what somebody types: <c>@Ana Ruiz</c> becomes a mention.</summary>
internal static class Typing
{
    public static (string Text, JsonArray Entities, string Html) Written(Tenant world, string typed, bool toBot)
    {
        var (text, html, entities) = (typed, WebUtility.HtmlEncode(typed), new JsonArray());
        foreach (var user in world.Users.Values.OrderByDescending(u => u.Name.Length).Where(u => typed.Contains("@" + u.Name, StringComparison.Ordinal)))
        {
            text = text.Replace("@" + user.Name, $"<at>{user.Name}</at>", StringComparison.Ordinal);
            html = html.Replace("@" + WebUtility.HtmlEncode(user.Name), Marked(user.Name), StringComparison.Ordinal);
            entities.Add(Mention(user.Mri, user.Name));
        }
        if (!toBot) return (text, entities, $"<p>{html}</p>");
        entities.Insert(0, Mention(Installation.BotId, Installation.BotName));
        return ($"<at>{Installation.BotName}</at> {text}\n", entities, $"<p>{Marked(Installation.BotName)}&nbsp;{html}</p>");
    }

    private static JsonObject Mention(string id, string name) => new() { ["type"] = "mention", ["text"] = $"<at>{name}</at>", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name } };

    private static string Marked(string name) => $"<span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"0\">{WebUtility.HtmlEncode(name)}</span>";
}
