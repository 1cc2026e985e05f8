using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>Something that can be asked for.</summary>
/// <param name="Name">What it is called in the log and in faults.</param>
/// <param name="Verb">HTTP method.</param>
/// <param name="Path">Route after the base, with holes.</param>
/// <param name="Run">Does it, while holding the organisation.</param>
internal sealed record Operation(string Name, string Verb, string Path, Func<Asked, Answer> Run)
{
    /// <summary>Any one of these has to be consented to; none: no permission is needed.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, JsonNode? Body = null)
{
    public static Answer Ok(JsonNode body) => new(200, body);
}

/// <summary>No, with the reason's code.</summary>
internal sealed class TeamsRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}

/// <summary>A call in the hands of an operation.</summary>
internal sealed class Asked(TeamsEmulator teams, Tenant world, string path, IReadOnlyDictionary<string, string> holes, IReadOnlyDictionary<string, string> query, JsonNode? body)
{
    public TeamsEmulator Teams { get; } = teams;

    public Tenant World { get; } = world;

    /// <summary>After the base, as it came.</summary>
    public string Path { get; } = path;

    public JsonObject Body => body as JsonObject ?? throw new TeamsRefusal(400, "BadArgument", "The body is no JSON object.");

    public string this[string hole] => holes[hole];

    public string? Query(string name) => query.GetValueOrDefault(name);

    /// <summary>Not what Teams says no to, but what the product must not do.</summary>
    public void Complain(string what) => Teams.Violated(what);

    /// <summary>The conversation of the route, split from its thread.</summary>
    public (Conversation Conversation, string? Root) Place()
    {
        var parts = this["cid"].Split(";messageid=");
        if (!World.Conversations.TryGetValue(parts[0], out var found) || found.Deleted || World.Now < found.ReadyAt) throw new TeamsRefusal(404, "ConversationNotFound", "Conversation not found.");
        if (Teams.Installed.Disabled) throw new TeamsRefusal(403, "BotDisabledByAdmin", "The tenant admin disabled this bot.");
        if (!found.HasBot || (found.Kind == ConversationKind.StandardChannel && !Teams.Installed.InTeam)) throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        return (found, parts is [_, var root] ? root : null);
    }
}
