using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>An emulator with two people in it, called as an app calls Slack.</summary>
public abstract class EmulatorSpecs : IAsyncLifetime
{
    private readonly HttpClient http = new();

    protected FakeTimeProvider Time { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    protected SlackEmulator Slack { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Slack = await SlackEmulator.Start(Time);
        Slack.Add(new SlackUser("U0ANA", "Ana") { Email = "ana@example.com" });
        Slack.Add(new SlackUser("U0BEN", "Ben"));
    }

    public async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        http.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<JsonObject> Call(string method, params (string Name, string Value)[] arguments) =>
        Send(method, Installation.BotToken, new FormUrlEncodedContent(arguments.Select(a => KeyValuePair.Create(a.Name, a.Value))));

    protected async Task<string> Error(string method, params (string Name, string Value)[] arguments) => (await Call(method, arguments))["error"]?.ToString() ?? "none";

    protected async Task<JsonObject> Send(string method, string? token, HttpContent? content)
    {
        using var answer = await Raw(method, token, content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    protected async Task<HttpResponseMessage> Raw(string method, string? token, HttpContent? content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, method)) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }

    protected async Task<string> NewChannel(string name = "inc-1", bool secret = false) =>
        (await Call("conversations.create", ("name", name), ("is_private", secret ? "true" : "false")))["channel"]!["id"]!.ToString();

    protected async Task<string> Post(string channel, string text) => (await Call("chat.postMessage", ("channel", channel), ("text", text)))["ts"]!.ToString();

    protected static string Section(string text) => new JsonArray(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } }).ToJsonString();
}
