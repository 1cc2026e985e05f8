using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Reads what a request needs: the person, the organisation, the incident it is about.</summary>
internal sealed partial class AskingReader(
    StreamKind<Incident> incidents, StreamKind<Organisation> organisation, Pointers pointers, ImmutableArray<IDirectory> directories, TimeProvider time)
{
    /// <summary>How many rows are read for pointers from one incident to the next.</summary>
    private const int MostMerged = 60;

    /// <summary>What was read longer ago is not told: who asks may not be in it any more.</summary>
    private static readonly TimeSpan Tellable = TimeSpan.FromSeconds(30);

    /// <summary>Null: nobody knows this person, or there is no playbook yet.</summary>
    public async Task<Asking?> Who(Inbound inbound, CancellationToken cancel)
    {
        if (directories.FirstOrDefault(d => d.Platform == inbound.Who.Platform) is not { } directory) return null;
        if (await directory.Find(inbound.Who, cancel) is not { } actor) return null;
        var org = (await organisation.Streams.Load(StreamId.Organisation, cancel)).State;
        var now = time.GetUtcNow();
        return org.Current is { } current ? new(inbound, actor, org, current, await directory.Roster(now, cancel), now) : null;
    }

    /// <summary>Whether what was read may still be told.</summary>
    public bool IsTellable(Asking asking) => time.GetUtcNow() - asking.Now < Tellable;

    /// <summary>What the words or the click mean; an offer that does not exist gives null.</summary>
    public static Meaning Meaning(Inbound inbound, bool inRoom) => inbound switch
    {
        Slash slash => Understanding.Of(slash.Text, inRoom),
        Click click => Understanding.Pressed(click.Word, Arguments.Of(Said.Button, click.Values)),
        Submit submit => Understanding.Pressed(submit.Word, Arguments.Of(Said.Form, submit.Values)),
        OnMessage on => Understanding.Pressed(on.Word, Arguments.Of(Said.Message, ImmutableDictionary<string, string>.Empty.Add("what", on.Message.Text))),
        _ => throw new InvalidOperationException($"Nobody understands {inbound.GetType().Name}."),
    };

    /// <summary>The incident of the room, or the one that the button, form or words name. A report never goes into the room's incident.</summary>
    /// <param name="around">Whether an offer that looks around may: it costs a row for each open incident.</param>
    public async Task<Asking> About(Asking asking, Meaning meaning, string? roomStream, CancellationToken cancel, bool around = true)
    {
        var opens = meaning.Offer == Incidents.Detection.Report.Offer;
        var named = asking.Inbound switch
        {
            Click { Stream: { Length: > 0 } stream } => stream,
            Submit { Stream: { Length: > 0 } stream } => stream,
            _ when meaning.Number is { } number => await pointers.StreamOfNumber(number, cancel),
            _ => roomStream,
        };
        if (named is not null && !opens && await Seen(asking, named, cancel) is { } incident) asking = asking with { Stream = named, Incident = incident };
        return asking with { Known = await Known(asking, meaning, around && meaning.Offer?.LooksAround == true, cancel) };
    }

    /// <summary>
    /// The stream of the room that the request came from. None for words that were taken as a report before this room was known to be ours:
    /// a repeat means what it meant the first time.
    /// </summary>
    public async Task<string?> RoomStream(Inbound inbound, CancellationToken cancel)
    {
        if (inbound.Room is not { } room || (await pointers.StreamOfRoom(inbound.Who.Platform, room, cancel) ?? await BeingOpened(inbound, cancel)) is not { } stream) return null;
        var opened = inbound is Slash && (await incidents.Streams.Load(StreamId.Of(inbound.Who.Platform, inbound.Request), cancel)).ETag is not null;
        return opened ? null : stream;
    }

    /// <summary>People see a new room before we have heard that it is there. It is ours if it is called as one that is on its way.</summary>
    private async Task<string?> BeingOpened(Inbound inbound, CancellationToken cancel)
    {
        if (inbound.RoomName is not { } name || Opening().Match(name) is not { Success: true } match) return null;
        if (await pointers.StreamOfNumber(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), cancel) is not { } stream) return null;
        var incident = (await incidents.Streams.Load(stream, cancel)).State;
        if (incident.Detection is not { } reported || reported.Platform != inbound.Who.Platform || !name.StartsWith(reported.RoomName, StringComparison.Ordinal)) return null;
        // Where it is not on its way any more, it may have come between our two questions.
        return await pointers.IsOpening(stream, incident.Room.Generation, cancel) ? stream : await pointers.StreamOfRoom(inbound.Who.Platform, inbound.Room!, cancel);
    }

    /// <summary>What people call a person; who is not known any more has no name.</summary>
    public string NameOf(Person person) =>
        person != Person.Removed && directories.FirstOrDefault(d => d.Platform == person.Platform) is { } directory ? directory.NameOf(person) : "(removed)";

    /// <summary>Rows that this person may see, newest first.</summary>
    public async Task<ImmutableArray<ListRow>> List(Person who, CancellationToken cancel) =>
        [.. (await pointers.OpenAndRecent(cancel)).Where(r => r.Shows(who)).OrderByDescending(r => r.Number)];

    /// <summary>The incident, if it exists and does for this person.</summary>
    public async Task<Incident?> Seen(Asking asking, string stream, CancellationToken cancel)
    {
        var incident = (await incidents.Streams.Load(stream, cancel)).State;
        return Membership.IsOpenTo(incident, asking.Inbound.Who) ? incident : null;
    }

    /// <summary>Rows that this person may see: of the incidents that the words name, of those they were merged into, and all open and the newest ones if the offer looks around.</summary>
    private async Task<ImmutableArray<ListRow>> Known(Asking asking, Meaning meaning, bool around, CancellationToken cancel)
    {
        var arguments = meaning.Arguments;
        var streams = new List<string>();
        foreach (Match named in Numbers().Matches(string.Join(' ', arguments.Values.Values.Prepend(arguments.Rest))).Take(5))
        {
            if (await pointers.StreamOfNumber(int.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture), cancel) is { } stream) streams.Add(stream);
        }
        var rows = (await SideBySide.Ask(streams, s => pointers.ListRow(s, cancel))).OfType<ListRow>();
        var known = rows.Concat(around ? await pointers.OpenAndRecent(cancel) : []).DistinctBy(r => r.Stream).ToDictionary(r => r.Stream, StringComparer.Ordinal);
        var merged = new Queue<string>(known.Values.Select(r => r.MergedInto).OfType<string>());
        for (var read = 0; read < MostMerged && merged.TryDequeue(out var next);)
        {
            if (known.ContainsKey(next)) continue;
            read++;
            if (await pointers.ListRow(next, cancel) is not { } row) continue;
            known.Add(next, row);
            if (row.MergedInto is { } on) merged.Enqueue(on);
        }
        return [.. known.Values.Where(r => r.Shows(asking.Inbound.Who)).OrderByDescending(r => r.Number)];
    }

    [GeneratedRegex(@"^inc-(\d{1,9})(?:-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"(?:\bINC-?|#)(\d{1,9})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
