using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <summary>What the bot's answer to an invoke does on the screen of the person who caused it.</summary>
internal static class InvokeAnswer
{
    private const string Trouble = "Unable to reach app. Please try again.";

    /// <summary>To a click of <c>Action.Execute</c>, or a refresh.</summary>
    public static void ToExecute(TeamsEmulator teams, Tenant world, TeamsUser user, TeamsMessage message, Acked acked, string what)
    {
        if (!Json(teams, acked, what, out var answer))
        {
            world.Tell(user.Id, message.Conversation, "Something went wrong. Try again.", toast: true);
            return;
        }
        switch (answer["statusCode"]?.GetValue<int>(), answer["type"]?.ToString())
        {
            case (200, CardRules.Media) when answer["value"] is JsonObject card:
                foreach (var fault in CardRules.Faults(card, inDialog: false)) teams.Violated($"card for {user.Name}: {fault}");
                message.Views[user.Id] = card.DeepClone().AsObject();
                break;
            case (200, "application/vnd.microsoft.activity.message") when answer["value"] is JsonValue text:
                if (text.ToString().Length > 0) world.Tell(user.Id, message.Conversation, text.ToString(), toast: true);
                break;
            default:
                teams.Violated($"{what} was answered by {acked.Body}, which people see as a general failure");
                world.Tell(user.Id, message.Conversation, "Something went wrong. Try again.", toast: true);
                break;
        }
    }

    /// <summary>To what opens a dialog, or sends one.</summary>
    public static void ToTask(TeamsEmulator teams, Tenant world, TeamsUser user, TeamsDialog origin, Acked acked, string what)
    {
        if (!acked.Good || acked.Status != 200)
        {
            teams.Violated($"{what}: {acked.Failure} {acked.Status} {acked.Body}");
            world.Tell(user.Id, origin.Conversation, Trouble, toast: true);
            return;
        }
        Close(world, origin);
        if (acked.Body.Trim() is "" or "{}") return;
        if (acked.Json is not { } answer) teams.Violated($"{what} was answered by what is no JSON: {acked.Body}");
        else if (answer["task"] is JsonObject task) Task(teams, world, user, origin, task, what);
        else if (answer["composeExtension"]?["type"]?.ToString() is "result" or "botMessagePreview") world.Tell(user.Id, origin.Conversation, "A card stands in the compose box.", toast: true);
        else teams.Violated($"{what} was answered by {acked.Body}, which is neither a task nor a result");
    }

    public static void Close(Tenant world, TeamsDialog dialog)
    {
        dialog.Closed = true;
        if (world.Dialogs.GetValueOrDefault(dialog.User) == dialog) world.Dialogs.Remove(dialog.User);
    }

    private static void Task(TeamsEmulator teams, Tenant world, TeamsUser user, TeamsDialog origin, JsonObject task, string what)
    {
        switch (task["type"]?.ToString())
        {
            case "message" when task["value"] is JsonValue text:
                world.Tell(user.Id, origin.Conversation, text.ToString(), toast: true);
                break;
            case "continue" when task["value"] is JsonObject value:
                if (value["card"]?["contentType"]?.ToString() != CardRules.Media || value["card"]?["content"] is not JsonObject card)
                {
                    teams.Violated($"{what}: a dialog without an Adaptive Card");
                    break;
                }
                if (value["title"]?.ToString() is null or "") teams.Violated($"{what}: a dialog without a title");
                if (!IsSize(value["height"]) || !IsSize(value["width"])) teams.Violated($"{what}: a dialog of {value["height"]} by {value["width"]}");
                foreach (var fault in CardRules.Faults(card, inDialog: true)) teams.Violated($"dialog “{value["title"]}”: {fault}");
                world.Dialogs[user.Id] = new()
                {
                    User = user.Id,
                    Title = value["title"]?.ToString() ?? "",
                    Card = card.DeepClone().AsObject(),
                    Conversation = origin.Conversation,
                    ReplyTo = origin.ReplyTo,
                    Extension = origin.Extension,
                };
                break;
            default:
                teams.Violated($"{what}: a task of the type {task["type"]}");
                break;
        }
    }

    private static bool IsSize(JsonNode? size) => size is null || size.GetValueKind() == System.Text.Json.JsonValueKind.Number || size.ToString() is "small" or "medium" or "large";

    private static bool Json(TeamsEmulator teams, Acked acked, string what, out JsonObject answer)
    {
        answer = acked.Json ?? [];
        if (acked.Good && acked.Status == 200 && acked.Json is not null) return true;
        teams.Violated($"{what}: {acked.Failure} {acked.Status} {acked.Body}");
        return false;
    }
}
