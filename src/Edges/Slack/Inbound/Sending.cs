using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>
/// Answers after the acknowledgement, to one person: by response_url; where that is not taken any more, as a private message in the channel;
/// where that cannot be, directly.
/// </summary>
internal sealed class Sending(IBot bot, SlackApi api, ResponseUrls responses, Drawing drawing, FileHandOver files, TimeProvider clock, ILogger<Sending> log)
{
    /// <summary>Opens a dialog, on top of the one it was asked for in. False: the three seconds were over, or nobody knows.</summary>
    public Task<bool> Open(JsonObject dialog, Acts to, CancellationToken cancel) => Try(async () =>
        await api.Call(to.From.Way == Way.DialogButton ? "views.push" : "views.open", new() { { "trigger_id", to.From.Trigger }, { "view", dialog } }, cancel));

    /// <summary>Another view where the dialog was; told directly if it is not there any more.</summary>
    public async Task Replace(string view, JsonObject dialog, Acts to, CancellationToken cancel)
    {
        if (await Update(view, dialog, cancel)) return;
        await Directly(to.Inbound.Who, new("What you sent was taken up; the dialog is closed by now. Look into the incident's room for what came of it."), cancel);
    }

    /// <summary>Tells this person alone.</summary>
    public async Task Tell(Told told, Acts to, CancellationToken cancel)
    {
        var (who, from) = (to.Inbound.Who, to.From);
        var message = await drawing.Message(told);
        if (from.Way is Way.DialogButton or Way.HomeButton && await Open(await drawing.Dialog(told), to, cancel)) return;
        if (from.ResponseUrl is { } url && await responses.Post(url, Answer(message, replaces: from.Ephemeral && !told.Refusal), cancel)) return;
        if (from.Channel is { } channel && SlackId.Room(channel) is not null && SlackId.Of(who) is { } user && await Try(async () =>
            await api.Call("chat.postEphemeral", new() { { "channel", channel }, { "user", user }, { "thread_ts", from.Thread }, { "text", message.Text }, { "blocks", message.Blocks } }, cancel))) return;
        await Directly(who, told, cancel);
    }

    /// <summary>A question that only this person sees has its answer: it goes.</summary>
    public async Task Tidy(Acts to, CancellationToken cancel)
    {
        if (to.From is { Ephemeral: true, ResponseUrl: { } url }) await responses.Post(url, new JsonObject { ["delete_original"] = true }, cancel);
    }

    /// <summary>A room that is being opened: the link follows when it is there.</summary>
    public async Task TellOnceOpen(string stream, Acts to, CancellationToken cancel)
    {
        if (await IsOpen(stream, to.Inbound.Who, cancel)) await Tell(new($"The room is open: {new ToIncident(stream, "go there")}") { Stream = stream }, to, cancel);
    }

    /// <summary>The same in a dialog that shows the answer.</summary>
    public async Task LinkOnceOpen(Told told, string stream, string view, Acts to, CancellationToken cancel)
    {
        if (drawing.HadLink(stream) || !await IsOpen(stream, to.Inbound.Who, cancel)) return;
        await Update(view, await drawing.Dialog(told), cancel);
    }

    /// <summary>Gives this person a file, directly.</summary>
    public Task File(Person who, AnswerFile file, CancellationToken cancel) => Try(() => files.Give(who, file, cancel));

    /// <summary>A direct message.</summary>
    public async Task Directly(Person who, Told told, CancellationToken cancel)
    {
        if (SlackId.Of(who) is not { } user) return;
        var message = await drawing.Message(told);
        await Try(async () => await api.Call(
            "chat.postMessage", new() { { "channel", user }, { "text", message.Text }, { "blocks", message.Blocks }, { "unfurl_links", false }, { "unfurl_media", false } }, cancel));
    }

    private Task<bool> Update(string view, JsonObject dialog, CancellationToken cancel) =>
        Try(async () => await api.Call("views.update", new() { { "view_id", view }, { "view", dialog } }, cancel));

    private Task<bool> IsOpen(string stream, Person who, CancellationToken cancel) => bot.IsOpen(stream, who, () => drawing.HasLink(stream, cancel), clock, cancel);

    private static JsonObject Answer(DrawnMessage message, bool replaces)
    {
        var answer = message.Private();
        answer["replace_original"] = replaces;
        return answer;
    }

    /// <summary>False: Slack would not, or nobody knows. Why is logged; the next way is tried.</summary>
    private async Task<bool> Try(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception e) when (e is SlackErrorException or SlackBusyException or SlackMaybeDoneException or HttpRequestException)
        {
            log.LogWarning("An answer did not go this way: {Why}", e is SlackErrorException no ? $"{no.Method} {no.Error}" : e.Message);
            return false;
        }
    }
}
