using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Tokens;

namespace ChatOpsIncident.Edges.Teams.Connector;

/// <summary>A call to make.</summary>
/// <param name="Name">In a word, for logs and limits.</param>
/// <param name="Scope">What the token has to be for.</param>
internal sealed record TeamsCall(string Name, HttpMethod Method, Uri Address, string Scope)
{
    /// <summary>What goes along.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The conversation whose limits it counts for; null: none.</summary>
    public string? Thread { get; init; }
}

/// <summary>Calls to Teams and Graph: each in its pace, with a token, within its time; what the answer means is said in one of three errors.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis</remarks>
internal sealed class TeamsCalls(HttpClient http, OurTokens? tokens, Paces paces, TeamsTroubles troubles, TimeProvider clock)
{
    /// <summary>So long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WithoutWord = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AtOnceAgain = TimeSpan.FromSeconds(1);

    /// <summary>Has a token at hand, so that nobody's first word has to wait for it.</summary>
    public async Task Ready(string scope, CancellationToken cancel)
    {
        if (tokens is not null) await tokens.Get(scope, cancel);
    }

    /// <summary>Makes it, and yields its answer.</summary>
    public async Task<JsonElement> Make(TeamsCall call, CancellationToken cancel = default)
    {
        using var turn = await paces.Enter(call, cancel);
        var token = tokens is null ? null : await Token(call, cancel);
        var (status, after, answer) = await Send(call, token, cancel);
        if ((int)status is >= 200 and < 300)
        {
            troubles.Works(call.Name);
            return answer ?? default;
        }
        if (status is HttpStatusCode.Unauthorized) tokens?.Forget(call.Scope);
        throw status switch
        {
            HttpStatusCode.TooManyRequests => new TeamsBusyException(turn.Close(after ?? WithoutWord)),
            HttpStatusCode.PreconditionFailed => new TeamsBusyException(after ?? AtOnceAgain),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout =>
                new TeamsMaybeDoneException($"{call.Name} was answered {(int)status}."),
            _ => troubles.Noted(Error(call, status, answer)),
        };
    }

    private async Task<string> Token(TeamsCall call, CancellationToken cancel)
    {
        try
        {
            return await tokens!.Get(call.Scope, cancel);
        }
        catch (TeamsErrorException no)
        {
            throw troubles.Noted(no);
        }
    }

    private async Task<Answered> Send(TeamsCall call, string? token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(call.Method, call.Address);
        if (call.Body is { } body) request.Content = new StringContent(body.ToJsonString(JsonReading.Compact), Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return await http.Call(request, Patience, clock, cancel);
        }
        catch (HttpRequestException e) when (Calling.WasNotHeard(e))
        {
            throw new TeamsBusyException(Unreachable);
        }
        catch (Exception e) when (Calling.WasNotAnswered(e, cancel))
        {
            throw new TeamsMaybeDoneException($"{call.Name} was not answered: {e.GetType().Name}.", e);
        }
    }

    private static TeamsErrorException Error(TeamsCall call, HttpStatusCode status, JsonElement? answer) =>
        new(call.Name, status, answer?.Text("error", "code") ?? "no word", answer?.Text("error", "message"));
}

/// <summary>What an operator has to see: what Teams or Graph refuses, by the call that found it. Gone once it works.</summary>
internal sealed class TeamsTroubles
{
    private readonly Lock gate = new();
    private ImmutableDictionary<string, TeamsErrorException> troubles = ImmutableDictionary<string, TeamsErrorException>.Empty;

    /// <summary>All that there are now.</summary>
    public ImmutableArray<TeamsErrorException> All => [.. troubles.Values.OrderBy(t => t.Call, StringComparer.Ordinal)];

    /// <summary>Notes what only an operator can change.</summary>
    public TeamsErrorException Noted(TeamsErrorException error)
    {
        if (error.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && error.Call != "token" && error.Code != "LimitExceeded") return error;
        lock (gate) troubles = troubles.SetItem(error.Call, error);
        return error;
    }

    /// <summary>It works.</summary>
    public void Works(string call)
    {
        if (troubles.IsEmpty) return;
        lock (gate) troubles = troubles.Remove(call).Remove("token");
    }
}
