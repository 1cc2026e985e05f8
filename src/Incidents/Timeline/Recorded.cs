using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>An event as it stands in its stream: what happened, and the envelope that proves it.</summary>
/// <param name="Stream">The stream's id.</param>
/// <param name="Number">1, 2, 3 … without gaps.</param>
/// <param name="At">When it was recorded (UTC), never before the previous one.</param>
/// <param name="By">Who; null is the bot itself.</param>
/// <param name="SignedIn">Whether the edge could prove who it was.</param>
/// <param name="Request">The request that caused it.</param>
/// <param name="Playbook">Version of the playbook that it was decided on; 0 before the first.</param>
/// <param name="Event">What happened.</param>
/// <param name="Hash">Lower-case hex SHA-256 over the previous hash and this envelope.</param>
/// <param name="Json">The stored envelope with values and salts.</param>
public sealed record Recorded(
    string Stream, long Number, DateTimeOffset At, Person? By, bool SignedIn, string Request, int Playbook, Event Event, string Hash, string Json)
{
    /// <summary>By when it happened, for the timeline.</summary>
    public DateTimeOffset HappenedAt => Event.Happened?.At ?? At;

    /// <summary>Puts an event into its envelope: salts, canonical form, chain. Yields it as it will be read, so that what is folded now is what is folded then.</summary>
    public static Recorded Seal(Event @event, Head before, Envelope envelope, Func<byte[]> newSalt)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(envelope);
        var (type, version) = EventCatalogue.NameOf(@event);
        var at = envelope.At < before.At ? before.At : envelope.At;
        var json = new JsonObject
        {
            ["stream"] = envelope.Stream,
            ["number"] = before.Number + 1,
            ["at"] = at.UtcDateTime.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
            ["by"] = JsonSerializer.SerializeToNode(envelope.By, EventCatalogue.Json),
            ["signedIn"] = envelope.SignedIn,
            ["request"] = envelope.Request,
            ["playbook"] = envelope.Playbook,
            ["type"] = type,
            ["version"] = version,
            ["data"] = JsonSerializer.SerializeToNode(@event, @event.GetType(), EventCatalogue.Json),
        };
        Sealed.AddSalts(json, newSalt);
        return Open(json.ToJsonString(EventCatalogue.Json), HashChain.Next(before.Hash, json));
    }

    /// <summary>Reads a stored envelope back. An unknown type or version gives <see cref="FromTheFutureException"/>.</summary>
    public static Recorded Open(string json, string hash)
    {
        var node = JsonNode.Parse(json)!;
        var kind = EventCatalogue.TypeOf((string)node["type"]!, (int)node["version"]!);
        return new(
            (string)node["stream"]!, (long)node["number"]!,
            DateTimeOffset.Parse((string)node["at"]!, System.Globalization.CultureInfo.InvariantCulture),
            node["by"].Deserialize<Person>(EventCatalogue.Json), (bool)node["signedIn"]!, (string)node["request"]!, (int)node["playbook"]!,
            (Event)node["data"].Deserialize(kind, EventCatalogue.Json)!, hash, json);
    }
}

/// <summary>What the engine knows of an event besides the event.</summary>
public sealed record Envelope(string Stream, DateTimeOffset At, Person? By, bool SignedIn, string Request, int Playbook);

/// <summary>The end of a stream so far: number, time, actor and hash of its last event.</summary>
public sealed record Head(long Number, DateTimeOffset At, Person? By, string Hash)
{
    /// <summary>Before the first event.</summary>
    public static Head None { get; } = new(0, DateTimeOffset.UnixEpoch, null, HashChain.Start);
}

/// <summary>An event type or version that this program does not know: it must not write to that stream.</summary>
public sealed class FromTheFutureException(string what)
    : Exception($"{what} was written by a newer version of this bot. Start that version; nothing was changed.");
