using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>
/// A file for one person: Teams asks them first, then says where to upload it. Nothing is kept meanwhile: what was asked goes along, and is asked again.
/// </summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4; in the conversation with the bot only.</remarks>
internal sealed partial class FileOffers(ConnectorApi connector, TeamsPeople people, IBot bot, HttpClient http, ILogger<FileOffers> log)
{
    /// <summary>The invoke that answers the question.</summary>
    public const string Invoke = "fileConsent/invoke";

    private const int LongestWords = 500;

    /// <summary>Asks whether they want it.</summary>
    public async Task Offer(AnswerFile file, Engine.Inbound asked, CancellationToken cancel)
    {
        if (TeamsId.Of(asked.Who) is not { } id || Context(asked) is not { } context) return;
        try
        {
            var (service, conversation) = await people.Direct(id, cancel);
            var attachment = new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.teams.card.file.consent",
                ["name"] = file.Name,
                ["content"] = new JsonObject
                {
                    ["description"] = "The whole of it, to keep",
                    ["sizeInBytes"] = Encoding.UTF8.GetByteCount(file.Content),
                    ["acceptContext"] = context,
                    ["declineContext"] = new JsonObject(),
                },
            };
            await connector.Send(service, conversation, new() { ["type"] = "message", ["summary"] = file.Name, ["attachments"] = new JsonArray(attachment) }, cancel: cancel);
        }
        catch (Exception e) when (e is TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException)
        {
            Log.NotOffered(log, e.Message);
        }
    }

    /// <summary>They want it: it is made again, and uploaded to where Teams says.</summary>
    public async Task Give(Person who, string request, JsonElement value, CancellationToken cancel)
    {
        if (value.Text("action") != "accept" || Asked(who, request, value.At("context") ?? default) is not { } inbound) return;
        if (!Uri.TryCreate(value.Text("uploadInfo", "uploadUrl"), UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)) return;
        if (await bot.Answer(inbound, log) is not Told { File: { } file }) return;
        var bytes = Encoding.UTF8.GetBytes(file.Content);
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(file.MediaType), ContentRange = new(0, bytes.Length - 1, bytes.Length) } };
        // The address itself is the permission; our token goes nowhere but to the Connector.
        using var uploaded = await http.PutAsync(address, content, cancel);
        if (!uploaded.IsSuccessStatusCode) Log.NotUploaded(log, (int)uploaded.StatusCode);
    }

    private static JsonObject? Context(Engine.Inbound asked) => asked switch
    {
        Slash { Text.Length: <= LongestWords } slash => new() { ["text"] = slash.Text, ["room"] = slash.Room },
        Click click => new() { ["word"] = click.Word, ["stream"] = click.Stream, ["room"] = click.Room },
        _ => null,
    };

    private static Engine.Inbound? Asked(Person who, string request, JsonElement context)
    {
        var room = context.Text("room");
        if (context.Text("word") is { } word) return new Click(request, who, room, word, context.Text("stream"), ImmutableDictionary<string, string>.Empty);
        return context.Text("text") is { } text ? new Slash(request, who, room, text) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A file was not offered: {Why}")]
        public static partial void NotOffered(ILogger logger, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A file was not uploaded: {Status}")]
        public static partial void NotUploaded(ILogger logger, int status);
    }
}
