using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Shortcuts: "Report as incident" and "Save as evidence" on a message, "Report something" anywhere.</summary>
/// <remarks>https://docs.slack.dev/interactivity/implementing-shortcuts. The anywhere one has neither conversation nor response_url.</remarks>
internal static class ShortcutPayload
{
    /// <summary>The names in the manifest, and the offers that they lead to.</summary>
    private static readonly ImmutableDictionary<string, string> Words =
        ImmutableDictionary<string, string>.Empty.Add("report_message", "report").Add("save_message", "evidence").Add("report", "report");

    public static Meant OnMessage(JsonElement payload, Func<Person, string> name)
    {
        if (Words.GetValueOrDefault(payload.Text("callback_id") ?? "") is not { } word) return new Nothing("A shortcut that is not ours.");
        if (SlackId.Person(payload.Text("user", "id")) is not { } who) return new Nothing("A shortcut of nobody.");
        var (channel, ts) = (payload.Text("channel", "id"), payload.Text("message_ts") ?? payload.Text("message", "ts"));
        if (!SlackId.IsChannel(channel) || SlackId.TimeOf(ts) is not { } at || payload.At("message") is not { } message) return new Nothing("A shortcut on no message.");
        var captured = Pointed.At(message, channel, ts!, at, name, Link(payload, channel, ts!));
        return new Acts(
            new OnMessage(Requests.Of("message", payload.Text("trigger_id"), payload), who, SlackId.Room(channel), word, captured) { RoomName = payload.Text("channel", "name") },
            Origin(payload, Way.OnMessage) with { Channel = channel, Thread = message.Text("thread_ts") });
    }

    public static Meant Anywhere(JsonElement payload)
    {
        if (Words.GetValueOrDefault(payload.Text("callback_id") ?? "") is not { } word) return new Nothing("A shortcut that is not ours.");
        if (SlackId.Person(payload.Text("user", "id")) is not { } who) return new Nothing("A shortcut of nobody.");
        var click = new Click(Requests.Of("shortcut", payload.Text("trigger_id"), payload), who, null, word, null, ImmutableDictionary<string, string>.Empty);
        return new Acts(click, Origin(payload, Way.Shortcut));
    }

    private static Origin Origin(JsonElement payload, Way way) =>
        new(way) { Trigger = payload.Text("trigger_id"), ResponseUrl = Requests.Address(payload.Text("response_url")) };

    /// <summary>As Slack writes its permalinks; asking for it would cost a call while somebody waits.</summary>
    private static Uri? Link(JsonElement payload, string channel, string ts) => payload.Text("team", "domain") is { } domain
        ? Requests.Address($"https://{Uri.EscapeDataString(domain)}.slack.com/archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}")
        : null;
}
