using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>A Web API call in the hands of a method, which runs while holding the workspace.</summary>
internal sealed class ApiCall(Workspace world, Installation installed, string method, IReadOnlyDictionary<string, string> arguments, Uri address)
{
    public string Method { get; } = method;

    public Workspace World { get; } = world;

    public Installation Installed { get; } = installed;

    /// <summary>Scheme and authority of the emulator.</summary>
    public string Host { get; } = address.GetLeftPart(UriPartial.Authority);

    /// <summary>Notes what Slack would let pass and the product must not do.</summary>
    public Action<string> Complain { get; init; } = _ => { };

    /// <summary>Pages are cut to this many items and every other one is empty, as Slack may do.</summary>
    public int? PageCap { get; init; }

    public string? Maybe(string name) => arguments.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    public bool Has(string name) => arguments.ContainsKey(name);

    public string Text(string name) => Maybe(name) ?? throw new SlackRefusal("invalid_arguments") { Messages = [$"[ERROR] missing required field: {name}"] };

    public bool Flag(string name) => Maybe(name) is "true" or "1";

    public int Number(string name, int otherwise) => Maybe(name) is not { } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new SlackRefusal("invalid_arguments");

    public JsonNode? Json(string name, string error)
    {
        if (Maybe(name) is not { } text) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new SlackRefusal(error);
        }
    }

    /// <summary>A conversation that the bot can see.</summary>
    public SlackChannel Seen(string name = "channel")
    {
        var id = Text(name);
        if (!World.Channels.TryGetValue(id, out var channel) || (channel.Private && !channel.Members.Contains(Workspace.BotUser))) throw new SlackRefusal("channel_not_found");
        Need(channel.Kind);
        return channel;
    }

    /// <summary>A conversation that the bot is in and that is open.</summary>
    public SlackChannel Joined(string name = "channel")
    {
        var channel = Seen(name);
        if (channel.Archived) throw new SlackRefusal("is_archived");
        if (!channel.Members.Contains(Workspace.BotUser)) throw new SlackRefusal("not_in_channel");
        return channel;
    }

    /// <summary>Of the scopes that allow this method, one for this kind of conversation has to be granted.</summary>
    public void Need(string kind)
    {
        var any = Scopes.Of(Method).Where(s => !IsOfConversations(s) || s.StartsWith(kind switch { "im" => "im:", "mpim" => "mpim:", "group" => "groups:", _ => "channels:" }, StringComparison.Ordinal)).ToList();
        Scopes.Require(Installed, any);
    }

    public JsonObject Paged<T>(string name, IReadOnlyList<T> items, Func<T, JsonNode> draw, int usual, int most = 999)
    {
        var limit = Number("limit", usual);
        if (limit is < 1 || limit > most + 1) throw new SlackRefusal("invalid_limit");
        var (start, page) = Maybe("cursor") is { } cursor ? Cursor.Read(cursor, World.Now) : (0, 0);
        var take = PageCap is { } cap ? page % 2 == 1 ? 0 : Math.Min(cap, limit) : limit;
        var end = Math.Min(items.Count, start + take);
        var more = end < items.Count;
        return new()
        {
            ["ok"] = true,
            [name] = new JsonArray([.. items.Skip(start).Take(end - start).Select(draw)]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = more ? Cursor.Write(end, page + 1, World.Now) : "" },
        };
    }

    public static JsonObject Ok(params (string Name, JsonNode? Value)[] properties)
    {
        var answer = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in properties) answer[name] = value;
        return answer;
    }

    private static bool IsOfConversations(string scope) => scope.Split(':')[0] is "channels" or "groups" or "im" or "mpim";
}

/// <summary>An answer with <c>ok:false</c>.</summary>
internal sealed class SlackRefusal(string error) : Exception(error)
{
    public string Error { get; } = error;

    public IReadOnlyList<string> Messages { get; init; } = [];

    public JsonArray? Errors { get; init; }

    public string? Needed { get; init; }

    public string? Provided { get; init; }
}

/// <summary>Where a next page begins. It is good for ten minutes.</summary>
internal static class Cursor
{
    public static string Write(int start, int page, DateTimeOffset now) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"next:{start}:{page}:{now.ToUnixTimeSeconds()}")));

    public static (int Start, int Page) Read(string cursor, DateTimeOffset now)
    {
        var bytes = new byte[200];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length)) throw new SlackRefusal("invalid_cursor");
        var parts = System.Text.Encoding.UTF8.GetString(bytes, 0, length).Split(':');
        if (parts is not ["next", var start, var page, var at] || now.ToUnixTimeSeconds() - long.Parse(at, CultureInfo.InvariantCulture) > 600) throw new SlackRefusal("invalid_cursor");
        return (int.Parse(start, CultureInfo.InvariantCulture), int.Parse(page, CultureInfo.InvariantCulture));
    }
}
