using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>From an activity to what it means. What nobody knows, or what is not ours, means nothing; it is never a fault.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/resources/bot-v3/bot-conversations/bots-conversations and the pages of each invoke.</remarks>
internal static class Reading
{
    private const int MostValues = 100;
    private const int LongestName = 64;
    private const int LongestHello = 2;

    /// <summary>Commands of the message extension, and the offers that they lead to.</summary>
    private static readonly ImmutableDictionary<string, string> Commands = ImmutableDictionary<string, string>.Empty.Add("report_message", "report").Add("save_message", "evidence");

    /// <param name="person">Who is mentioned, by the id that Teams gives them for this bot.</param>
    public static Meant Read(Activity activity, Func<string, Person?> person)
    {
        if (activity.Who is not { } who) return new Nothing("Nobody of Entra did this.");
        return activity.Type switch
        {
            "message" when activity.Json.At("value") is { ValueKind: JsonValueKind.Object } value => Pressed(activity, who, value, Way.Submitted),
            "message" => Said(activity, who, person),
            "invoke" => Invoked(activity, who),
            var type => new Nothing($"Nothing follows from {type}."),
        };
    }

    /// <summary>The same for a repeat, however and whenever it comes. Ids of events and invokes are not promised to be unique, so what they say counts too.</summary>
    public static string Request(Activity activity) => Hash($"{activity.Type}\n{activity.Name}\n{activity.Conversation}\n{activity.Id}{Said(activity)}");

    private static string Said(Activity activity) => activity.Type switch
    {
        "invoke" => $"\n{activity.Json.Text("from", "id")}\n{activity.Json.Text("replyToId")}\n{(activity.Json.At("value") is { } value ? value.GetRawText() : "")}",
        "conversationUpdate" => $"\n{activity.Json.Text("channelData", "eventType")}\n{activity.Json.Text("channelData", "channel", "id")}",
        _ => "",
    };

    /// <summary>Words to the bot: with its name in front, or in the conversation with it alone. A mention in passing is no command.</summary>
    private static Meant Said(Activity activity, Person who, Func<string, Person?> person)
    {
        if (!IsToBot(activity)) return new Nothing("Not to the bot.");
        var words = Words.Typed(activity, person);
        var acts = new Acts(new Slash(Request(activity), who, activity.Room, words), Way.Words, activity);
        return IsHello(words) || InPassing(activity) ? new Greets(acts, words) : acts;
    }

    private static Meant Invoked(Activity activity, Person who)
    {
        var value = activity.Value;
        return activity.Name switch
        {
            "adaptiveCard/action" when value.Text("action", "verb") == KeptCard.Verb => Kept(value.At("action", "data") ?? default, who),
            "adaptiveCard/action" => Pressed(activity, who, value.At("action", "data") ?? default, Way.Button),
            "task/fetch" or "task/submit" => Pressed(activity, who, value.At("data") ?? default, Way.Dialog),
            FileOffers.Invoke => new TakesFile(who),
            "composeExtension/fetchTask" => Pointed(activity, who, value),
            "composeExtension/submitAction" => Pressed(activity, who, value.At("data") ?? default, Way.Dialog),
            _ => new Nothing("An invoke that is not ours.") { IsUnknown = true },
        };
    }

    private static Meant Kept(JsonElement data, Person who) =>
        data.Text("stream") is { } stream && data.Text("card") is { } card ? new Looks(new(stream, card), who) : new Nothing("A card that is not ours.");

    private static Meant Pressed(Activity activity, Person who, JsonElement data, Way way)
    {
        if (data.Text("word") is not { Length: <= LongestName } word) return new Nothing("Nothing of ours was pressed.");
        var (request, stream, values) = (Request(activity), data.Text("stream"), Values(data));
        return data.Text(CardButtons.IsForm) is null
            ? new Acts(new Click(request, who, activity.Room, word, stream, values), way, activity)
            : new Acts(new Submit(request, who, activity.Room, word, stream, values), way, activity) { Form = data.Text(FormDrawing.Kept) };
    }

    private static Meant Pointed(Activity activity, Person who, JsonElement value)
    {
        if (!Commands.TryGetValue(value.Text("commandId") ?? "", out var word)) return new Nothing("A command that is not ours.") { IsUnknown = true };
        if (value.At("messagePayload") is not { ValueKind: JsonValueKind.Object } message || message.Text("id") is not { } id)
            return new Acts(new Click(Request(activity), who, null, word, null, ImmutableDictionary<string, string>.Empty), Way.Dialog, activity);
        var at = message.At("createdDateTime") is { } created && created.TryGetDateTimeOffset(out var time) ? time : TeamsId.TimeOf(id) ?? activity.At;
        var link = Uri.TryCreate(message.Text("linkToMessage"), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;
        var captured = new CapturedMessage(TeamsId.Message(activity.Conversation, id), TeamsId.Person(message.Text("from", "user", "id")), at, Words.Plain(message), link)
        {
            Files = [.. message.Each("attachments").Where(a => a.Text("contentType") == "reference" && TeamsFiles.IsFile(a.Text("contentUrl"))).Select(a => new CapturedFile(a.Text("contentUrl")!, a.Text("name") ?? "a file"))],
            Wordless = Words.Written(message).Length == 0,
        };
        return new Acts(new OnMessage(Request(activity), who, activity.Room, word, captured), Way.Dialog, activity);
    }

    /// <summary>What was promised and what was filled in, by name; every input arrives as text. Chosen people become people of ours.</summary>
    private static ImmutableDictionary<string, string> Values(JsonElement data)
    {
        var people = data.Text(FormDrawing.People)?.Split(',') ?? [];
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var value in data.EnumerateObject().Take(MostValues))
        {
            if (value.Name.Length > LongestName || value.Name is "word" or "stream" or "msteams" or CardButtons.IsForm or FormDrawing.Kept or FormDrawing.People) continue;
            if (TextOf(value.Value) is not { } text) continue;
            values[value.Name] = people.Contains(value.Name, StringComparer.Ordinal) && TeamsId.Person(text) is { } person ? person.Id : Cleaned.Text(text).Trim();
        }
        return values.ToImmutable();
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static bool IsToBot(Activity activity) => activity.IsPersonal || activity.Json.Flag("recipient", "isTargeted") || MentionOfMe(activity) is not null;

    /// <summary>The name stands behind other words.</summary>
    private static bool InPassing(Activity activity) => !activity.IsPersonal && MentionOfMe(activity) is { } mention
        && (activity.Json.Text("text") ?? "").Replace("&nbsp;", " ", StringComparison.Ordinal).TrimStart().StartsWith(mention, StringComparison.Ordinal) is false;

    private static string? MentionOfMe(Activity activity) => activity.Json.Text("recipient", "id") is not { } me
        ? null
        : activity.Json.Each("entities").FirstOrDefault(e => e.Text("type") == "mention" && e.Text("mentioned", "id") == me) is { ValueKind: JsonValueKind.Object } mention ? mention.Text("text") ?? "" : null;

    /// <summary>A word or two that are no offer: nobody reports with that.</summary>
    private static bool IsHello(string words)
    {
        var all = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return all.Length is > 0 and <= LongestHello && Incidents.Conversation.Understanding.Of(words, inRoom: true) is { Offer: { } offer, Number: null } && offer == Incidents.Detection.Report.Offer
            && !all[0].Equals("report", StringComparison.OrdinalIgnoreCase);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
