using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Reading what was said.</summary>
internal static class HistoryMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("conversations.history", call => Read(call, call.Seen().Messages.Where(m => m.Thread is null || m.Thread == m.Ts).Reverse())),
        ("conversations.replies", Replies),
    ];

    private static JsonObject Replies(ApiCall call)
    {
        var (channel, parent) = (call.Seen(), call.Text("ts"));
        if (channel.Messages.All(m => m.Ts != parent)) throw new SlackRefusal("thread_not_found");
        return Read(call, channel.Messages.Where(m => m.Ts == parent || m.Thread == parent));
    }

    private static JsonObject Read(ApiCall call, IEnumerable<SlackMessage> messages)
    {
        var channel = call.Seen();
        if (!channel.Members.Contains(Workspace.BotUser)) throw new SlackRefusal("not_in_channel");
        var (oldest, latest, inclusive) = (call.Maybe("oldest"), call.Maybe("latest"), call.Flag("inclusive"));
        var found = messages.Where(m => oldest is null || Compare(m.Ts, oldest) is var c && (c > 0 || (inclusive && c == 0)))
            .Where(m => latest is null || Compare(m.Ts, latest) is var c && (c < 0 || (inclusive && c == 0))).ToList();
        var answer = call.Paged("messages", found, m => Pictures.Of(m, call.Flag("include_all_metadata")), 100);
        answer["has_more"] = answer["response_metadata"]!["next_cursor"]!.ToString().Length > 0;
        return answer;
    }

    /// <summary>By seconds, then by what follows the point.</summary>
    private static int Compare(string ts, string other)
    {
        static decimal Number(string text) => decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
            : throw new SlackRefusal("invalid_ts_oldest");
        return Number(ts).CompareTo(Number(other));
    }
}
