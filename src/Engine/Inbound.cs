using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Something a person did, as an edge understood it: verified, bounded, with the platform's own id of the request.</summary>
/// <param name="Request">Unique on that platform; repeats carry the same.</param>
/// <param name="Who">The person.</param>
/// <param name="Room">Reference of the room it happened in; null for direct messages and elsewhere.</param>
public abstract record Inbound(string Request, Person Who, string? Room)
{
    /// <summary>What the room is called, where the platform says so: a room that is just being opened is known by it before its reference is.</summary>
    public string? RoomName { get; init; }
}

/// <summary><c>/incident …</c>; mentions stand in the text as <c>&lt;@platform:id&gt;</c>.</summary>
public sealed record Slash(string Request, Person Who, string? Room, string Text) : Inbound(Request, Who, Room);

/// <summary>A button: the offer's word, the incident, what the label promised and the card's inputs.</summary>
public sealed record Click(string Request, Person Who, string? Room, string Word, string? Stream, ImmutableDictionary<string, string> Values)
    : Inbound(Request, Who, Room);

/// <summary>A form sent back.</summary>
public sealed record Submit(string Request, Person Who, string? Room, string Word, string? Stream, ImmutableDictionary<string, string> Values)
    : Inbound(Request, Who, Room);

/// <summary>A message action on somebody's message ("Report as incident", "Save as evidence"): the message goes along.</summary>
public sealed record OnMessage(string Request, Person Who, string? Room, string Word, CapturedMessage Message) : Inbound(Request, Who, Room);

/// <summary>A message as it was when somebody pointed at it.</summary>
/// <param name="Reference">The platform's reference.</param>
/// <param name="Author">Who wrote it; null if not a person.</param>
/// <param name="Link">Where it can be seen, if the platform has links.</param>
public sealed record CapturedMessage(string Reference, Person? Author, DateTimeOffset At, string Text, Uri? Link = null)
{
    /// <summary>The files that it carries.</summary>
    public ImmutableArray<CapturedFile> Files { get; init; } = [];

    /// <summary>Nobody wrote any words: the text only says what there is instead.</summary>
    public bool Wordless { get; init; }
}

/// <summary>A file of a message; its content is fetched when it is to be kept.</summary>
/// <param name="Reference">The platform's reference.</param>
/// <param name="Name">What people call it.</param>
public sealed record CapturedFile(string Reference, string Name);

/// <summary>The direct answer to a request: goes back on that request, to that person only.</summary>
public abstract record Reply;

/// <summary>Words, and perhaps a card.</summary>
/// <param name="Refusal">It was not done; the edge shows the person's own text beside it.</param>
public sealed record Told(Rich Text, Card? Card = null, bool Refusal = false) : Reply
{
    /// <summary>Nothing was decided, the store or a directory is away: the same request is to come again.</summary>
    public bool NotStored { get; init; }

    /// <summary>What the person had typed, given back.</summary>
    public string? YourText { get; init; }

    /// <summary>What to type or press instead.</summary>
    public string? Instead { get; init; }

    /// <summary>The field of a form that it is about.</summary>
    public string? Field { get; init; }

    /// <summary>The incident it is about, for links.</summary>
    public string? Stream { get; init; }

    /// <summary>A file to give to this person, now.</summary>
    public AnswerFile? File { get; init; }
}

/// <summary>A form to open.</summary>
public sealed record Asked(Form Form) : Reply;
