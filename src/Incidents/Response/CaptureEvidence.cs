using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>A piece of evidence is put on the register: a message that the engine has stored by its hash, or something kept elsewhere.</summary>
/// <param name="Item">Its number is given when this is decided.</param>
public sealed partial record CaptureEvidence(Evidence Item) : Command<Incident>
{
    /// <summary>What belongs to it: the files of a message, each a piece of its own.</summary>
    public ImmutableArray<Evidence> More { get; init; } = [];

    /// <summary>Files of the message that the bot did not get.</summary>
    public ImmutableArray<NotKept> NotKept { get; init; } = [];

    /// <summary>What the event says of them.</summary>
    public Text? Lacks { get; init; }

    /// <summary>The longest title, in characters.</summary>
    public const int Longest = 300;

    /// <summary><c>evidence</c> shows the register, <c>evidence what, kept where, hash</c> adds to it; also on a message.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "evidence", "Add evidence", "Show the evidence, or add something: what it is and where it is kept", Permissions.Respond, Read)
    {
        Usage = "what, kept at where [SHA-256]",
        Sample = (incident, _) => incident.Status is Status.Responding or Status.Reported
            ? new CaptureEvidence(new Evidence(0, "disk image") { KeptAt = "safe" }) : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        if (string.IsNullOrWhiteSpace(Item.Title.Value)) return new Refused("Say what it is.", Offer.Instead(), "what");
        var tooLong = Fits.TooLong(Item.Title.Value, "what", Longest) ?? Fits.TooLong(Item.KeptAt?.Value, "kept", Longest);
        if (tooLong is not null) return tooLong;
        if (Item.Sha256 is { } hash && !Sha256().IsMatch(hash))
            return new Refused("That is not a SHA-256. It has 64 characters, 0 to 9 and a to f; without one the place is enough.", Offer.Instead(), "sha256");
        if (Item is { Sha256: null, KeptAt: null }) return new Refused("Say where it is kept, or give its SHA-256.", Offer.Instead(), "kept");
        var captured = Fresh(incident);
        if (captured.Count > 0) return captured;
        if (NotKept is [var lost, ..]) return new Refused(lost.Said);
        return new Already($"That message is on the register already, as {(Item with { Number = incident.Response.EvidenceOfMessages[Item.Key!] }).Name(incident)}.");
    }

    internal override Rich? Answer(Incident incident, Moment at)
    {
        var files = Counted.Of(More.Length, "file");
        Rich kept = (Item.Sha256, More.Length) switch
        {
            (null, _) => (Rich)"It is on the register, with the place where it is kept.",
            ({ } hash, 0) => (Rich)$"It is on the register. SHA-256 {hash:code}.",
            _ => (Rich)$"It is on the register, and so {(More.Length == 1 ? "is" : "are")} {files} with it, each with its SHA-256.",
        };
        return Rich.Join("\n", [kept, .. NotKept.Select(n => n.Said)]);
    }

    private List<Event> Fresh(Incident incident)
    {
        var (events, on) = (new List<Event>(), incident.Response.EvidenceOfMessages.Keys.ToHashSet(StringComparer.Ordinal));
        foreach (var piece in More.Insert(0, Item))
        {
            if (piece.Key is { } key && !on.Add(key)) continue;
            events.Add(new EvidenceCaptured(piece with { Number = incident.Response.Evidence + 1 + events.Count, Sha256 = piece.Sha256?.ToLowerInvariant() }) { Lacks = events.Count == 0 ? Lacks : null });
        }
        return events;
    }

    /// <summary>A message that somebody pointed at; refused where nothing of it could be kept.</summary>
    private static Understood Of(PointedAt captured) => captured is { Wordless: true, Files.Length: 0, NotKept: [var lost, ..] }
        ? new Refused(lost.Said)
        : new CaptureEvidence(captured.Pieces[0]) { More = captured.Pieces[1..], NotKept = captured.NotKept, Lacks = captured.Lacks };

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        if (at.Captured is { } captured) return Of(captured);
        if (arguments.From == Said.Form) return new CaptureEvidence(Piece(arguments["what"] ?? "", arguments["kept"], arguments["sha256"]));
        if (arguments.From == Said.Words && arguments.Words is null) return new EvidenceQuestion();
        var words = arguments.Rest;
        var hash = Sha256().Match(words) is { Success: true } found ? found.Value : null;
        if (hash is not null) words = words.Replace(hash, "", StringComparison.Ordinal).Trim(' ', ',', ';');
        var kept = Kept().Match(words);
        var (what, where) = kept.Success ? (words[..kept.Index].TrimEnd(' ', ','), words[(kept.Index + kept.Length)..].Trim(' ', ',')) : (words, null);
        return what.Length > 0 && (where is not null || hash is not null) ? new CaptureEvidence(Piece(what, where, hash)) : Ask(incident, what);
    }

    private static Form Ask(Incident incident, string what) => new(
        Offer.Word, incident.Id, "Add evidence",
        [
            new TextField("what", "What is it?", Max: Longest) { Required = true, Value = what, Hint = "Disk image of FIN-22, mail with full headers" },
            new TextField("kept", "Where is it kept?", Max: Longest) { Hint = "A safe, a vault, a folder with its path" },
            new TextField("sha256", "SHA-256, if you have it", Max: 64),
        ],
        "Add")
    { Intro = "For a message here, use \"Save as evidence\" on the message: its words are kept with their hash." };

    private static Evidence Piece(string what, string? kept, string? hash) => new(0, what.Trim()) { KeptAt = Text.Maybe(kept), Sha256 = hash?.Trim() };

    [GeneratedRegex(@"\b[0-9a-fA-F]{64}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();

    [GeneratedRegex(@",?\s*\bkept\s+(?:at|in|on|by)\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Kept();
}
