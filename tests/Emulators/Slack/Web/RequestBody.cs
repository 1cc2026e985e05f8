using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.BlockKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Reads a call's token and arguments as Slack does.</summary>
internal static class RequestBody
{
    /// <summary>These take form or query arguments only: JSON is dropped without a word.</summary>
    private static readonly HashSet<string> FormOnly =
    [
        "users.info", "users.list", "users.lookupByEmail", "users.conversations", "conversations.info", "conversations.list", "conversations.members", "conversations.history",
        "conversations.replies", "chat.getPermalink", "pins.list", "reactions.get", "usergroups.list", "usergroups.users.list", "team.info", "bots.info", "emoji.list",
        "files.info", "files.getUploadURLExternal",
    ];

    public static string? Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;

    /// <summary>The arguments; what is structured stands in its field as JSON.</summary>
    public static async Task<Dictionary<string, string>> Read(HttpRequest request, string method)
    {
        var arguments = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding")) return arguments;
        if (request.ContentType is not { Length: > 0 } type || !MediaTypeHeaderValue.TryParse(type, out var media)) throw new SlackRefusal("missing_post_type");
        if (media.Charset is { HasValue: true, Value: { } charset } && charset.Trim('"').ToLowerInvariant() is not ("utf-8" or "iso-8859-1")) throw new SlackRefusal("invalid_charset");
        switch (media.MediaType.Value?.ToLowerInvariant())
        {
            case "application/json":
                var body = await ReadJson(request);
                if (!FormOnly.Contains(method)) foreach (var (name, value) in body) AddJson(arguments, name, value);
                break;
            case "application/x-www-form-urlencoded" or "multipart/form-data":
                foreach (var (name, value) in await ReadForm(request)) arguments[name] = value;
                break;
            case "text/plain":
                break;
            default:
                throw new SlackRefusal("invalid_post_type");
        }
        return arguments;
    }

    /// <summary>What is wrong with the arguments by the contract; stricter than Slack.</summary>
    public static IEnumerable<string> Faults(string method, IReadOnlyDictionary<string, string> arguments)
    {
        var known = PublishedContract.Contract[method]!["args"]!.AsObject();
        foreach (var (name, value) in arguments.Where(a => a.Key != "token"))
        {
            if (!known.TryGetPropertyValue(name, out var rule))
            {
                yield return $"{method} has no argument {name}";
                continue;
            }
            var fits = rule!["type"]?.ToString() switch
            {
                "boolean" => value is "true" or "false" or "1" or "0",
                "number" or "integer" => double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _),
                "array" => value.StartsWith('['),
                _ => true,
            };
            if (!fits) yield return $"{method}: {name} is no {rule["type"]}";
        }
        foreach (var (name, rule) in known)
        {
            if (rule!["required"]!.GetValue<bool>() && !arguments.ContainsKey(name)) yield return $"{method} lacks {name}";
        }
    }

    private static async Task<JsonObject> ReadJson(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body) as JsonObject ?? throw new SlackRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_json");
        }
    }

    private static async Task<Dictionary<string, string>> ReadForm(HttpRequest request)
    {
        try
        {
            return (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        }
        catch (InvalidDataException)
        {
            throw new SlackRefusal("invalid_form_data");
        }
    }

    private static void AddJson(Dictionary<string, string> arguments, string name, JsonNode? value)
    {
        if (value is not null) arguments[name] = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
    }
}
