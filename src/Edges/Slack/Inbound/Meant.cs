using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>What a delivery means.</summary>
internal abstract record Meant;

/// <summary>Somebody did something that the engine decides on.</summary>
internal sealed record Acts(Engine.Inbound Inbound, Origin From) : Meant;

/// <summary>Somebody opened the app's home.</summary>
internal sealed record OpensHome(Person Who) : Meant;

/// <summary>Somebody wrote to the bot without the command: directly, or by its name in a channel.</summary>
/// <param name="Request">Id of the event: the same when it comes again.</param>
/// <param name="Thread">The thread it was written in, if any.</param>
internal sealed record SpeaksToBot(Person Who, string Channel, string Text, string Request, string? Thread) : Meant;

/// <summary>Somebody pinned a message, or took the pin off.</summary>
/// <param name="Message">The message, if the event brought it along.</param>
/// <param name="Takes">It is to be captured; else withdrawn.</param>
/// <param name="Moment">When it happened, by Slack's clock: events come in any order.</param>
internal sealed record Points(Person Who, string Channel, string Ts, JsonElement? Message, string Request, bool Takes, string? Moment) : Meant
{
    /// <summary>A pin; else a reaction that means the same.</summary>
    public bool IsPin { get; init; }
}

/// <summary>Somebody did something to a room by hand.</summary>
internal sealed record Touches(ByHand By) : Meant;

/// <summary>Somebody's profile changed, or who is in which group.</summary>
/// <param name="User">The profile; null: a group.</param>
internal sealed record PeopleChanged(JsonElement? User) : Meant;

/// <summary>A channel has another id from now on.</summary>
internal sealed record ChannelMoved(string Old, string New, string Moment, string Request) : Meant;

/// <summary>Slack says that this app is not wanted any more, or may not send: what to do about it.</summary>
/// <param name="Passes">It is over by itself.</param>
internal sealed record TurnedOff(string Says, bool Passes = false) : Meant;

/// <summary>Nothing for us.</summary>
internal sealed record Nothing(string Because) : Meant
{
    /// <summary>What Slack waits for all the same.</summary>
    public JsonNode? Answer { get; init; }
}

/// <summary>Where a request came from, and so how it can be answered.</summary>
internal sealed record Origin(Way Way)
{
    /// <summary>Opens a dialog, once, within three seconds.</summary>
    public string? Trigger { get; init; }

    /// <summary>Takes up to five answers within half an hour.</summary>
    public Uri? ResponseUrl { get; init; }

    /// <summary>The conversation.</summary>
    public string? Channel { get; init; }

    /// <summary>The thread of the message that was pressed or pointed at.</summary>
    public string? Thread { get; init; }

    /// <summary>The message that was pressed is seen by this person only.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>The dialog, or the home page.</summary>
    public string? View { get; init; }

    /// <summary>Names of the dialog's input blocks, in order: where a refusal can stand.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];
}

/// <summary>How it was said.</summary>
internal enum Way
{
    /// <summary><c>/incident</c>: the answer goes with the acknowledgement.</summary>
    Command,

    /// <summary>A button on a message.</summary>
    Button,

    /// <summary>A button in a dialog.</summary>
    DialogButton,

    /// <summary>A button on the app's home.</summary>
    HomeButton,

    /// <summary>A dialog sent back.</summary>
    Dialog,

    /// <summary>A shortcut on a message.</summary>
    OnMessage,

    /// <summary>A shortcut anywhere.</summary>
    Shortcut,
}
