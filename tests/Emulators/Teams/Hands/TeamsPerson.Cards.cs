using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <content>Cards and dialogs.</content>
public sealed partial class TeamsPerson
{
    /// <summary>Presses the button with this label, after these inputs of the card were filled in.</summary>
    public async Task<Acked> Clicks(TeamsMessage message, string label, params IReadOnlyList<(string Label, string? Answer)> answers)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (action, values) = teams.Within(world =>
        {
            var (card, toggled) = (message.CardFor(user.Id), message.ToggledBy(user.Id));
            var pressed = CardParts.Actions(card, toggled).FirstOrDefault(a => a["title"]?.ToString() == label)
                ?? throw new InvalidOperationException($"There is no button “{label}” among: {string.Join(", ", message.ButtonsFor(user.Id))}.");
            return (pressed, pressed["associatedInputs"]?.ToString() == "none" ? [] : Filling.Values(world, card, answers, toggled));
        });
        return await Acts(message, action, values);
    }

    /// <summary>Sends a dialog, with these inputs filled in, by its button with this label or its first one.</summary>
    public async Task<Acked> Submits(TeamsDialog dialog, IReadOnlyList<(string Label, string? Answer)> answers, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        if (dialog.Closed) throw new InvalidOperationException($"“{dialog.Title}” is not open any more.");
        var (activity, what) = teams.Within(world =>
        {
            var action = CardParts.Actions(dialog.Card).FirstOrDefault(a => label is null ? a["type"]?.ToString() == "Action.Submit" : a["title"]?.ToString() == label)
                ?? throw new InvalidOperationException($"There is no button “{label}” among: {string.Join(", ", dialog.Buttons)}.");
            var values = action["associatedInputs"]?.ToString() == "none" ? [] : Filling.Values(world, dialog.Card, answers);
            foreach (var (name, value) in values) dialog.Values[name] = value;
            var place = world.Conversations[dialog.Conversation];
            var value2 = dialog.Extension?.DeepClone().AsObject() ?? [];
            value2["data"] = Merged(action["data"], values);
            value2["context"] = new JsonObject { ["theme"] = "default" };
            var name2 = dialog.Extension is null ? "task/submit" : "composeExtension/submitAction";
            return (Envelope.Invoke(world, user, place, Root(world, dialog), name2, value2, null), $"“{dialog.Title}” sent");
        });
        var acked = await teams.Deliveries.Invoke(activity);
        teams.Within(world =>
        {
            InvokeAnswer.ToTask(teams, world, user, dialog, acked, what);
            return true;
        });
        return acked;
    }

    /// <summary>Closes a dialog without sending it; the bot is not told.</summary>
    public void Closes(TeamsDialog dialog) => teams.Within(world =>
    {
        InvokeAnswer.Close(world, dialog);
        return true;
    });

    /// <summary>Uses an action of the message extension, on a message.</summary>
    public Task<Acked> UsesMessageExtension(string command, TeamsMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Extends(command, message.Conversation, message);
    }

    /// <summary>Uses an action of the message extension, from the compose box.</summary>
    public Task<Acked> UsesMessageExtension(string command, string place) => Extends(command, teams.Within(world => Open(world, place).Id), null);

    /// <summary>Looks at a message: a card that is refreshed for this person is asked for anew.</summary>
    public async Task Sees(TeamsMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var refresh = teams.Within(_ => CardParts.RefreshedFor(message.CardFor(user.Id)).Contains(user.Mri) ? message.CardFor(user.Id)!["refresh"]!["action"]!.DeepClone().AsObject() : (JsonObject?)null);
        if (refresh is not null) await Executes(message, refresh, [], "automatic");
    }

    /// <summary>Opens a conversation and looks at what is there.</summary>
    public async Task Opens(string place)
    {
        foreach (var message in teams.Screen(teams.Within(world => Open(world, place).Id))) await Sees(message);
    }

    /// <summary>Types into an input that the bot searches for. Titles and values of what it found.</summary>
    public async Task<IReadOnlyList<(string Title, string Value)>> Searches(TeamsDialog dialog, string label, string text)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        var activity = teams.Within(world =>
        {
            var input = CardParts.Inputs(dialog.Card).First(i => CardParts.LabelOf(i) == label);
            var value = new JsonObject { ["queryText"] = text, ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 }, ["dataset"] = input["choices.data"]!["dataset"]!.ToString() };
            return Envelope.Invoke(world, user, world.Conversations[dialog.Conversation], Root(world, dialog), "application/search", value, dialog.ReplyTo);
        });
        var acked = await teams.Deliveries.Invoke(activity);
        if (acked.Json?["type"]?.ToString() != "application/vnd.microsoft.search.searchResponse" || acked.Json["value"]?["results"] is not JsonArray found)
        {
            teams.Violated($"a search was answered by {acked.Status} {acked.Body}");
            return [];
        }
        return [.. found.Select(f => (f!["title"]!.ToString(), f["value"]!.ToString()))];
    }

    internal async Task<Acked> Acts(TeamsMessage message, JsonObject action, Dictionary<string, string> values)
    {
        switch (action["type"]?.ToString())
        {
            case "Action.Execute":
                return await Executes(message, action, values, "manual");
            case "Action.Submit" when OpensDialog(action):
                return await Fetches(message, action, values);
            case "Action.Submit":
                return await teams.Deliveries.Deliver(teams.Within(world => Submitted(world, message, action, values)));
            case "Action.ToggleVisibility":
                teams.Within(_ => Toggle(message, action));
                return new(200, "", TimeSpan.Zero, null);
            default:
                return new Acked(200, action["url"]?.ToString() ?? "", TimeSpan.Zero, null);
        }
    }

    private async Task<Acked> Executes(TeamsMessage message, JsonObject action, Dictionary<string, string> values, string trigger)
    {
        var activity = teams.Within(world =>
        {
            var sent = new JsonObject { ["type"] = "Action.Execute" };
            foreach (var (name, part) in action.Where(p => p.Key is "id" or "title" or "verb")) sent[name] = part?.DeepClone();
            sent["data"] = Merged(action["data"], values);
            return Envelope.Invoke(world, user, world.Conversations[message.Conversation], message.Root, "adaptiveCard/action", new JsonObject { ["action"] = sent, ["trigger"] = trigger }, message.Id);
        });
        var acked = await teams.Deliveries.Invoke(activity);
        teams.Within(world =>
        {
            InvokeAnswer.ToExecute(teams, world, user, message, acked, $"“{action["title"] ?? action["verb"]}” ({trigger})");
            return true;
        });
        return acked;
    }

    private async Task<Acked> Fetches(TeamsMessage message, JsonObject action, Dictionary<string, string> values)
    {
        var (activity, origin) = teams.Within(world =>
        {
            var value = new JsonObject { ["data"] = Merged(action["data"], values), ["context"] = new JsonObject { ["theme"] = "default" } };
            var place = world.Conversations[message.Conversation];
            return (Envelope.Invoke(world, user, place, message.Root, "task/fetch", value, message.Id), new TeamsDialog { User = user.Id, Title = "", Conversation = place.Id, ReplyTo = message.Id });
        });
        return await Answered(activity, origin, $"“{action["title"]}”");
    }

    private async Task<Acked> Extends(string command, string conversation, TeamsMessage? message)
    {
        if (teams.Installed.Commands is { } known && !known.Contains(command)) throw new InvalidOperationException($"The app has no action {command}.");
        var (activity, origin) = teams.Within(world =>
        {
            var value = new JsonObject { ["commandId"] = command, ["commandContext"] = message is null ? "compose" : "message" };
            if (message is not null) value["messagePayload"] = Payload(world, message);
            var extension = value.DeepClone().AsObject();
            value["context"] = new JsonObject { ["theme"] = "default" };
            var place = world.Conversations[conversation];
            return (Envelope.Invoke(world, user, place, message?.Root, "composeExtension/fetchTask", value, null), new TeamsDialog { User = user.Id, Title = "", Conversation = conversation, ReplyTo = message?.Id, Extension = extension });
        });
        return await Answered(activity, origin, $"the action {command}");
    }

    private async Task<Acked> Answered(JsonObject activity, TeamsDialog origin, string what)
    {
        var acked = await teams.Deliveries.Invoke(activity);
        teams.Within(world =>
        {
            InvokeAnswer.ToTask(teams, world, user, origin, acked, what);
            return true;
        });
        return acked;
    }

    private JsonObject Submitted(Tenant world, TeamsMessage message, JsonObject action, Dictionary<string, string> values)
    {
        var activity = Envelope.Of(world, "message", world.NewMessageId(), user, world.Conversations[message.Conversation], message.Root);
        activity["value"] = Merged(action["data"], values);
        activity["replyToId"] = message.Id;
        return activity;
    }

    private static bool OpensDialog(JsonObject action) => action["data"] is JsonObject data && data["msteams"]?["type"]?.ToString() == "task/fetch";

    private bool Toggle(TeamsMessage message, JsonObject action)
    {
        if (!message.Toggled.TryGetValue(user.Id, out var toggled)) message.Toggled[user.Id] = toggled = [];
        foreach (var id in (action["targetElements"] as JsonArray ?? []).Select(t => t is JsonValue ? t.ToString() : t!["elementId"]!.ToString()))
        {
            if (!toggled.Remove(id)) toggled.Add(id);
        }
        return true;
    }

    private static JsonObject Payload(Tenant world, TeamsMessage message) => new()
    {
        ["id"] = message.Id,
        ["replyToId"] = message.Root == message.Id ? null : message.Root,
        ["createdDateTime"] = message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["deleted"] = false,
        ["importance"] = "normal",
        ["locale"] = "en-us",
        ["linkToMessage"] = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(message.Conversation)}/{message.Id}",
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<p>{WebUtility.HtmlEncode(PlainWords.Of(message.Text))}</p>" },
        ["from"] = message.Author is { } author
            ? new JsonObject { ["device"] = null, ["application"] = null, ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = author, ["displayName"] = world.Users[author].Name } }
            : new JsonObject { ["device"] = null, ["user"] = null, ["application"] = new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = Installation.AppId, ["displayName"] = Installation.BotName } },
        ["attachments"] = message.Attachments.DeepClone(),
        ["mentions"] = new JsonArray(),
        ["reactions"] = new JsonArray(),
    };

    private static string? Root(Tenant world, TeamsDialog dialog) => dialog.ReplyTo is null ? null : world.Message(dialog.Conversation, dialog.ReplyTo)?.Root;

    private static JsonObject Merged(JsonNode? data, Dictionary<string, string> values)
    {
        var merged = data?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in values) merged[name] = value;
        return merged;
    }
}
