using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>A piece of evidence does not belong here after all. It stays on timeline and register, marked as withdrawn, and so does its content.</summary>
public sealed partial record WithdrawEvidence(int Number, string? Why = null) : Command<Incident>
{
    /// <summary>Further pieces of the same message.</summary>
    public ImmutableArray<int> More { get; init; } = [];

    /// <summary>The value that a platform sends where somebody took the pin off a message: the message's reference.</summary>
    public const string OfMessage = "message";

    /// <summary><c>withdraw EV-42-1 not about this</c>; taking the pin off a message does the same.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "withdraw", "Withdraw evidence", "Mark a piece of evidence as withdrawn; it stays to be seen", Permissions.Respond, Read)
    {
        Usage = "EV-42-1 [why]",
        Sample = (incident, _) => Standing(incident) is { } number ? new WithdrawEvidence(number, "not about this") : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        if (Number < 1 || Number > incident.Response.Evidence) return new Refused($"{incident.Name} has no such piece of evidence.", "/incident evidence", "piece");
        if (incident.Response.WithdrawnEvidence.Contains(Number)) return new Already($"{NameOf(incident, Number)} is withdrawn already.");
        if (Why is { } why && Fits.TooLong(why, "why") is { } tooLong) return tooLong;
        return (List<Event>)[.. More.Insert(0, Number).Select(n => new EvidenceWithdrawn(n, Text.Maybe(Why)))];
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"{NameOf(incident, Number)} is withdrawn; the register shows it so.";

    /// <summary><c>EV-42-1</c>.</summary>
    internal static string NameOf(Incident incident, int number) => new Evidence(number, "").Name(incident);

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        if (arguments[OfMessage] is { } message) return OnRegister(incident, message) is [var first, .. var more] ? new WithdrawEvidence(first) { More = more } : new Refused("That message is not on the register.", "/incident evidence");
        var named = Piece().Match(arguments.From == Said.Words ? arguments.Rest : arguments["piece"] ?? "");
        var why = arguments.From == Said.Words ? named.Groups["why"].Value.Trim() : arguments["why"];
        if (named.Success) return new WithdrawEvidence(int.Parse(named.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture), why is { Length: > 0 } ? why : null);
        if (arguments.Words is not null || arguments["piece"] is not null) return new Refused("Say which piece, by its number on the register.", Offer.Instead(), "piece");
        if (Standing(incident) is null) return new Refused("No piece of evidence is on the register.", "/incident evidence what, kept at where");
        return new Form(
            Offer.Word, incident.Id, Offer.Label,
            [
                new TextField("piece", "Which piece?", Max: 20) { Required = true, Hint = NameOf(incident, Standing(incident)!.Value) },
                new TextField("why", "Why?", Max: Fits.Longest),
            ],
            "Withdraw");
    }

    /// <summary>Its words and its files.</summary>
    private static ImmutableArray<int> OnRegister(Incident incident, string message) =>
        [.. incident.Response.EvidenceOfMessages.Where(e => e.Key.StartsWith(message + " ", StringComparison.Ordinal)).Select(e => e.Value).Order()];

    /// <summary>The newest piece that is not withdrawn.</summary>
    private static int? Standing(Incident incident) =>
        Enumerable.Range(1, incident.Response.Evidence).Reverse().Where(n => !incident.Response.WithdrawnEvidence.Contains(n)).Select(n => (int?)n).FirstOrDefault();

    [GeneratedRegex(@"^\s*(?:EV-\d{1,9}-|#)?(?<number>\d{1,6})\b[,:]?(?<why>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Piece();
}

/// <summary>Evidence was withdrawn, by whom the envelope says.</summary>
[StoredAs("response.evidence-withdrawn", 1)]
public sealed record EvidenceWithdrawn(int Number, Text? Why) : Event<Incident>
{
    internal override Rich Line => Why is null ? (Rich)$"evidence {Number} withdrawn" : (Rich)$"evidence {Number} withdrawn: {Why:quote}";

    internal override Incident Evolve(Incident i) => i with
    {
        Response = i.Response with
        {
            WithdrawnEvidence = i.Response.WithdrawnEvidence.Add(Number),
            // The same message may be captured again.
            EvidenceOfMessages = i.Response.EvidenceOfMessages.RemoveRange(i.Response.EvidenceOfMessages.Where(e => e.Value == Number).Select(e => e.Key)),
        },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich why = Why is null ? Rich.Empty : (Rich)$": {Why:quote}";
        yield return new Message(Place.Room, $"{WithdrawEvidence.NameOf(now, Number):b} is withdrawn by {recorded.By}{why}. It stays on the timeline.");
    }
}
