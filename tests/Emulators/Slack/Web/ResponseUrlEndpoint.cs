using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>The address at which a request can be answered later: five times within thirty minutes.</summary>
internal static class ResponseUrlEndpoint
{
    public static async Task Answer(HttpContext http, SlackEmulator slack, string id)
    {
        var call = slack.Log("response_url", new Dictionary<string, string>());
        await slack.Wait(slack.Latency("response_url") / 2, http.RequestAborted);
        call.Fault = slack.Faults.For(call);
        try
        {
            var body = await JsonNode.ParseAsync(http.Request.Body) as JsonObject ?? throw new SlackRefusal("invalid_payload");
            if (call.Fault is not { AfterEffect: false }) slack.Within(world => Use(world, slack, id, body));
            call.TookEffect = call.Fault is not { AfterEffect: false };
            if (call.Fault is not null) http.Abort();
            else await http.Response.WriteAsync("ok");
        }
        catch (SlackRefusal refusal)
        {
            call.Error = refusal.Error;
            if (refusal.Error.StartsWith("invalid", StringComparison.Ordinal)) slack.Violated($"response_url: {refusal.Error} {string.Join("; ", refusal.Messages)}");
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync(new JsonObject { ["ok"] = false, ["error"] = refusal.Error }.ToJsonString());
        }
        slack.Ended(call);
    }

    private static JsonObject Use(Workspace world, SlackEmulator slack, string id, JsonObject body)
    {
        if (!world.ResponseUrls.TryGetValue(id, out var url)) throw new SlackRefusal("invalid_url");
        if (world.Now - url.At > TimeSpan.FromMinutes(30)) throw new SlackRefusal("expired_url");
        if (++url.Uses > 5) throw new SlackRefusal("used_url");
        Apply(world, url, body, what => slack.Violated($"response_url: {what}"));
        return body;
    }

    /// <summary>What an answer by response URL, or in a command's acknowledgement, does to what people see.</summary>
    public static void Apply(Workspace world, ResponseUrl url, JsonObject body, Action<string> complain)
    {
        var replaces = body["replace_original"]?.GetValue<bool>() is true;
        var deletes = body["delete_original"]?.GetValue<bool>() is true;
        if ((replaces || deletes) && url.Clicked is null) complain("a command's own message can be neither replaced nor deleted");
        var channel = world.Channels[url.Channel];
        if (deletes && url.Clicked is { } gone && !world.Private.Remove(gone)) world.Remove(channel, gone, Workspace.BotUser);
        var content = MessageContent.Of(body, complain);
        if (content.Text is null && content.Blocks is null)
        {
            if (!deletes) throw new SlackRefusal("no_text");
            return;
        }
        if (replaces && url.Clicked is { } clicked)
        {
            (clicked.Text, clicked.Blocks) = (content.Text ?? "", content.Blocks is null ? null : Interactive.WithIds(content.Blocks, () => world.NewId("b")));
            clicked.Updates++;
        }
        else if (body["response_type"]?.ToString() == "in_channel")
        {
            var message = new SlackMessage
            {
                Channel = channel.Id,
                Ts = world.NewTs(channel),
                User = Workspace.BotUser,
                ByBot = true,
                Text = content.Text ?? "",
                Thread = body["thread_ts"]?.ToString(),
                Blocks = content.Blocks is null ? null : Interactive.WithIds(content.Blocks, () => world.NewId("b")),
            };
            channel.Messages.Add(message);
            world.Posted(channel, message);
        }
        else content.ToEphemeral(world, channel, url.User);
    }
}
