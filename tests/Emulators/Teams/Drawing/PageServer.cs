using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Emulators.Teams.Drawing;

/// <summary>The page that draws a conversation as one person sees it, with the official renderer and Teams' host configuration; its buttons are that person's hands.</summary>
internal static class PageServer
{
    private static readonly string[] Scripts = ["adaptivecards.min.js", "markdown-it.umd.min.js"];

    public static void Map(WebApplication app, TeamsEmulator teams)
    {
        app.MapGet("/page", (HttpContext http) => Send(http, "text/html", CardRules.Published("page.html")));
        app.MapGet("/page/page.js", (HttpContext http) => Send(http, "text/javascript", CardRules.Published("page.js")));
        app.MapGet("/page/hostconfig", (HttpContext http) => Send(http, "application/json", CardRules.Published("hostconfig.microsoft-teams-light.json")));
        app.MapGet("/page/lib/{name}", (HttpContext http, string name) => Library(http, teams, name));
        app.MapGet("/page/state", (HttpContext http, string conversation, string user) => Send(http, "application/json", PageState.Of(teams, conversation, user).ToJsonString()));
        app.MapPost("/page/press", (HttpContext http, string user) => Press(http, teams, user));
        app.MapPost("/page/send", (HttpContext http, string user) => Submit(http, teams, user));
        app.MapPost("/page/type", (HttpContext http, string user, string conversation) => Type(http, teams, user, conversation));
        app.MapPost("/page/look", (string user, string conversation) => teams.As(user).Opens(conversation));
        app.MapPost("/page/close", (string user) => teams.DialogOf(user) is { } open ? Close(teams, user, open) : Results.Ok());
    }

    private static IResult Close(TeamsEmulator teams, string user, State.TeamsDialog open)
    {
        teams.As(user).Closes(open);
        return Results.Ok();
    }

    private static async Task Press(HttpContext http, TeamsEmulator teams, string user)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var (conversation, id) = (body["conversation"]!.ToString(), body["message"]!.ToString());
        var message = teams.Within(w => w.Message(conversation, id)) ?? throw new InvalidOperationException($"There is no message {id}.");
        await teams.As(user).Acts(message, body["action"]!.AsObject(), Values(body));
    }

    private static async Task Submit(HttpContext http, TeamsEmulator teams, string user)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var dialog = teams.DialogOf(user) ?? throw new InvalidOperationException("No dialog is open.");
        await teams.As(user).Submits(dialog, [.. Values(body).Select(v => (v.Key, (string?)v.Value))], body["action"]!["title"]!.ToString());
    }

    private static async Task Type(HttpContext http, TeamsEmulator teams, string user, string conversation)
    {
        using var reader = new StreamReader(http.Request.Body);
        await teams.As(user).Mentions(await reader.ReadToEndAsync(), conversation);
    }

    private static Dictionary<string, string> Values(JsonObject body) => body["values"]!.AsObject().Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!.ToString());

    private static Task Library(HttpContext http, TeamsEmulator teams, string name)
    {
        if (teams.Renderer is not { } folder || !Scripts.Contains(name)) throw new InvalidOperationException($"Say where {name} is: TeamsEmulator.Renderer.");
        return Send(http, "text/javascript", File.ReadAllText(Path.Combine(folder, name)));
    }

    private static Task Send(HttpContext http, string media, string text)
    {
        http.Response.ContentType = media + "; charset=utf-8";
        return http.Response.WriteAsync(text);
    }
}
