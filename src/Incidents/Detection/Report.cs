using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Somebody says what they saw. Opens the stream.</summary>
/// <param name="What">In their words, at most <see cref="Longest"/> characters.</param>
public sealed record Report(string What, string? Where = null, string? Feels = null, string? Category = null, bool KeepPrivate = false) : Command<Incident>
{
    /// <summary>The longest text of a report, in characters.</summary>
    public const int Longest = 3000;

    /// <summary>The playbook's permission, the word and the form.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "report", "Report something", "Report something odd; plain words after /incident do the same", Permissions.Report, ReportForm.Read)
    {
        Usage = "what you saw",
        LooksAround = true,
        Reads = _ => true,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Detection is not null) return new Already($"This is {incident.Name} already.");
        if (string.IsNullOrWhiteSpace(What)) return new Refused("Say in a few words what you saw.", "/incident what you saw", "what");
        if (What.Length > Longest)
        {
            return new Refused(
                $"That is {What.Length} characters; a report takes {Longest}. Send the beginning now and the rest in the room.", "/incident the first lines", "what");
        }
        return Reported(incident, at);
    }

    private List<Event> Reported(Incident incident, Moment at)
    {
        var number = at.NextNumber ?? throw new InvalidOperationException("The engine claims a number before a report is decided.");
        var category = at.Playbook.Category(Category) ?? Suggestion.From(at.Playbook, $"{What} {Where}");
        var visibility = Visibility.Open with { Private = KeepPrivate || category?.Private == true || at.Playbook.Rooms.PrivateUntilTriage };
        var reporter = at.Who.Someone;
        var reported = new Reported(number, What.Trim(), Text.Maybe(Where), Feels, category?.Id, reporter, reporter.Platform, visibility,
            RoomName.Of(number, What, visibility.Private))
        {
            // The card stands before everybody in the room: a private incident is not named there.
            Alike = [.. Alike(category?.Id, at).Where(r => !r.Private && r.Status is Status.Reported or Status.Responding).Select(r => r.Number)],
        };
        List<Event> events = [reported, Paged.Ask(0, at.Playbook.ReportEscalation, reported.Evolve(incident), at)];
        // "Report as incident" takes the message along as the first evidence.
        if (at.Captured is { } message) events.AddRange(message.Pieces.Select((piece, i) => new EvidenceCaptured(piece with { Number = i + 1 }) { Lacks = i == 0 ? message.Lacks : null }));
        return events;
    }

    private ImmutableArray<ListRow> Alike(string? category, Moment at) =>
        Lookalikes.Of($"{What} {Where}", category, at.Known.Where(r => at.Who.Person is { } who && r.Shows(who)), at.Now);

    internal override Rich? Answer(Incident incident, Moment at)
    {
        var room = incident.Link();
        var alike = Alike(incident.Reported.Category, at).Where(r => r.Stream != incident.Id).Select(r => (Rich)new ToIncident(r.Stream, $"INC-{r.Number}")).ToArray();
        var told = Told(incident.Assessment.Told, at.Roster.Untold);
        Rich answer = $"{incident.Name:b} is open: {room}. {told} If it gets worse, write there; that is all you have to do.{(alike.Length == 0 ? Rich.Empty : (Rich)$" It looks like {Rich.Join(", ", alike)}.")}";
        return Rich.Join("\n", [answer, .. at.Captured?.NotKept.Select(n => n.Said) ?? []]);
    }

    private static Rich Told(ImmutableArray<Person> people, string? untold) => people.Length switch
    {
        0 when untold is not null => (Rich)$"Nobody has been told, because {untold}; the room says so, and whoever is there can take it.",
        0 => "Nobody is on call now; the room says so, and whoever is there can take it.",
        1 => (Rich)$"{people[0]} is on call and has been told.",
        _ => (Rich)$"{Rich.People(people)} are on call and have been told.",
    };
}

/// <summary>A report was made.</summary>
[StoredAs("detection.reported", 1)]
public sealed record Reported(
    int Number, Text What, Text? Where, string? Feels, string? Category, Person? Reporter, string Platform, Visibility Visibility, Text RoomName)
    : Event<Incident>
{
    /// <summary>Numbers of open incidents that looked alike then.</summary>
    public ImmutableArray<int> Alike { get; init; } = [];

    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => $"reported: {What:quote}";

    internal override ImmutableArray<Anchor> Anchors => [Anchor.Reported];

    internal override Incident Evolve(Incident i) => i with
    {
        Detection = new(Number, What, Where, Feels, Category, Reporter, i.Head.At, Platform, Visibility)
        {
            // Where its words were removed, what is left is what the room of a private incident is called.
            RoomName = RoomName.Value ?? Detection.RoomName.Of(Number, "", isPrivate: true),
            Alike = Alike,
        },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich who = Reporter is null ? (Rich)"Somebody" : new Named(Reporter);
        var where = Where is null ? Rich.Empty : (Rich)$"\nWhere: {Where:quote}";
        var feels = ReportForm.InWords(Feels) is { } words ? (Rich)$"\nHow it feels: {words}" : Rich.Empty;
        yield return new Message(
            Place.Room, $"{who} reported this at {recorded.At}: {What:quote}{where}{feels}\nWhoever can answer the questions above, do; guessing is fine, \"don't know\" too.");
    }
}
