using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Tokens;

namespace ChatOpsIncident.Edges.Teams.Connector;

/// <summary>The Bot Connector: messages of ours, conversations, members.</summary>
/// <remarks>
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference. Errors: <see cref="TeamsErrorException"/>,
/// <see cref="TeamsBusyException"/>, <see cref="TeamsMaybeDoneException"/>. A post has no key of ours, so no call that writes is repeated here.
/// </remarks>
internal sealed class ConnectorApi(TeamsCalls calls, ServiceHosts hosts, TeamsSettings settings)
{
    private const int Page = 100;

    /// <summary>Where organisations of the US government's community cloud are, which says so only when it is called elsewhere.</summary>
    private static readonly Uri Community = new("https://smba.infra.gcc.teams.microsoft.com/teams/");

    /// <summary>Posts into a conversation. Returns the message's id.</summary>
    public async Task<string> Send(Uri service, string conversation, JsonObject activity, bool toOne = false, CancellationToken cancel = default)
    {
        var answer = await Call(HttpMethod.Post, service, $"v3/conversations/{Escaped(conversation)}/activities{Targeted(toOne)}", "send", activity, conversation, cancel);
        return answer.Text("id") ?? throw new TeamsMaybeDoneException("A message was sent, and its id was not said.");
    }

    /// <summary>Replaces a message of ours.</summary>
    public Task Update(Uri service, string conversation, string id, JsonObject activity, CancellationToken cancel = default) =>
        Call(HttpMethod.Put, service, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(id)}", "update", activity, conversation, cancel);

    /// <summary>Removes a message of ours.</summary>
    public Task Delete(Uri service, string conversation, string id, CancellationToken cancel = default) =>
        Call(HttpMethod.Delete, service, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(id)}", "delete", null, conversation, cancel);

    /// <summary>The conversation with one person: the same however often it is asked for.</summary>
    /// <param name="member">Their Entra object id, or the id that they have for this bot.</param>
    public async Task<string> Direct(Uri service, string member, string tenant, CancellationToken cancel = default)
    {
        var body = new JsonObject
        {
            ["isGroup"] = false,
            ["bot"] = new JsonObject { ["id"] = settings.BotId },
            ["members"] = new JsonArray(new JsonObject { ["id"] = member }),
            ["tenantId"] = tenant,
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
        };
        var answer = await Call(HttpMethod.Post, service, "v3/conversations", "create", body, member, cancel);
        return answer.Text("id") ?? throw new TeamsMaybeDoneException("A conversation was opened, and its id was not said.");
    }

    /// <summary>One member of a conversation; null: they are not in it.</summary>
    /// <param name="member">Their Entra object id, or the id that they have for this bot.</param>
    public async Task<JsonElement?> Member(Uri service, string conversation, string member, CancellationToken cancel = default)
    {
        try
        {
            return await Call(HttpMethod.Get, service, $"v3/conversations/{Escaped(conversation)}/members/{Escaped(member)}", "member", null, conversation, cancel);
        }
        catch (TeamsErrorException no) when (no.Status is System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The members of a conversation, page after page.</summary>
    public async IAsyncEnumerable<JsonElement> Members(Uri service, string conversation, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? from = null;
        do
        {
            var next = from is null ? "" : $"&continuationToken={Escaped(from)}";
            var page = await Call(HttpMethod.Get, service, FormattableString.Invariant($"v3/conversations/{Escaped(conversation)}/pagedmembers?pageSize={Page}{next}"), "members", null, conversation, cancel);
            foreach (var member in page.Each("members")) yield return member;
            from = page.Text("continuationToken");
        }
        while (from is not null);
    }

    private async Task<JsonElement> Call(HttpMethod method, Uri service, string path, string name, JsonObject? body, string thread, CancellationToken cancel)
    {
        // Every address is looked at again just before a token goes there.
        if (!hosts.Allows(service)) throw new TeamsErrorException(name, System.Net.HttpStatusCode.Forbidden, "the service address is not one that a token may be sent to");
        try
        {
            return await calls.Make(new(name, method, new(service, path), settings.Cloud.Scope) { Body = body, Thread = thread }, cancel);
        }
        catch (TeamsErrorException no) when (no.Code == "InvalidBotApiHost" && service != Community && hosts.Allows(Community))
        {
            return await Call(method, Community, path, name, body, thread, cancel);
        }
    }

    private static string Targeted(bool toOne) => toOne ? "?isTargetedActivity=true" : "";

    private static string Escaped(string part) => Uri.EscapeDataString(part);
}
