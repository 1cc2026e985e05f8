using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>An activity that comes from Teams: the token is good for it, its service address is one of ours, its organisation too.</summary>
/// <param name="Service">Where the answer goes; checked.</param>
/// <param name="At">When it arrived.</param>
internal sealed record Activity(JsonElement Json, Uri Service, DateTimeOffset At)
{
    /// <summary>Its id, which a repeat carries too.</summary>
    public string Id => Json.Text("id") ?? "";

    /// <summary>Its type.</summary>
    public string Type => Json.Text("type") ?? "";

    /// <summary>The invoke's name.</summary>
    public string Name => Json.Text("name") ?? "";

    /// <summary>An invoke waits for its answer in the response.</summary>
    public bool IsInvoke => Type == "invoke";

    /// <summary>The conversation, with its thread.</summary>
    public string Conversation => Json.Text("conversation", "id") is { } id && TeamsId.IsConversation(id) ? id : "";

    /// <summary>The conversation with one person.</summary>
    public bool IsPersonal => Json.Text("conversation", "conversationType") is "personal" || (Json.Text("conversation", "conversationType") is null && !Json.Flag("conversation", "isGroup"));

    /// <summary>The room that it happened in; null: in none.</summary>
    public string? Room => IsPersonal || Conversation.Length == 0 ? null : TeamsId.Room(Conversation);

    /// <summary>Who did it; null: nobody of Entra.</summary>
    public Person? Who => TeamsId.Person(Json.Text("from", "aadObjectId"));

    /// <summary>The organisation.</summary>
    public string? Tenant => Json.Text("channelData", "tenant", "id") ?? Json.Text("conversation", "tenantId");

    /// <summary>What an invoke or a card carries.</summary>
    public JsonElement Value => Json.At("value") ?? default;
}

/// <summary>What an activity means.</summary>
internal abstract record Meant;

/// <summary>Somebody did something that the engine decides on.</summary>
internal sealed record Acts(Engine.Inbound Inbound, Way Way, Activity From) : Meant
{
    /// <summary>The form that was sent, to be drawn again if it is refused.</summary>
    public string? Form { get; init; }
}

/// <summary>A card asks how it is now, for who sees it.</summary>
internal sealed record Looks(KeptCard Card, Person Who) : Meant;

/// <summary>Somebody wrote a word or two that are no command: a hello, a thank you.</summary>
internal sealed record Greets(Acts Acts, string Words) : Meant;

/// <summary>Somebody said whether they want a file.</summary>
internal sealed record TakesFile(Person Who) : Meant;

/// <summary>Nothing for us.</summary>
internal sealed record Nothing(string Because) : Meant
{
    /// <summary>An invoke that nobody here knows.</summary>
    public bool IsUnknown { get; init; }
}

/// <summary>How it was said, and so how it is answered.</summary>
internal enum Way
{
    /// <summary>Words to the bot: answered for this person alone.</summary>
    Words,

    /// <summary>A button or form on a card (Action.Execute): a few words come with the response, what is longer for this person alone.</summary>
    Button,

    /// <summary>A button or form on a card of old clients, a message: answered for this person alone.</summary>
    Submitted,

    /// <summary>A button that fetches a dialog, or a form in one.</summary>
    Dialog,
}
