using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>It is worse, or less bad, than was thought. With a reason, always.</summary>
public sealed record ChangeSeverity(string Severity, string? Because) : Command<Incident>
{
    /// <summary><c>severity SEV1 because backups are hit too</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "severity", "Change severity", "Change the severity, with a reason", Permissions.Lead, Read)
    {
        Usage = "SEV2 because …",
        Sample = (incident, at) => at.Playbook.Severities.FirstOrDefault(s => s.Id != incident.Response.Severity) is { } other
            ? new ChangeSeverity(other.Id, "more is known now") : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (at.Playbook.Severity(Severity) is not { } to) return SeverityWords.Unknown(Severity, at.Playbook, Offer.Word);
        var from = incident.Response.Severity ?? "";
        if (to.Id == from) return new Already($"{incident.Name} is {to.Id} already.");
        if (Reason.Of(Because) is not { } because) return new Refused("Say why, so that the record explains it.", $"/incident severity {to.Id} because …", "because");
        return Fits.TooLong(because, "because") is { } tooLong ? tooLong : Changed(incident, to, because, at);
    }

    internal override Rich? Answer(Incident incident, Moment at) => incident.Response.Updates is { } clock
        ? (Rich)$"{incident.Name} is {incident.Response.Severity:b} now. The next update is due {clock.NextDue}."
        : (Rich)$"{incident.Name} is {incident.Response.Severity:b} now.";

    /// <summary>Worse: an update is due at the latest after the new, shorter time. Less bad: after the new time from now on.</summary>
    private static List<Event> Changed(Incident incident, SeverityLevel to, string because, Moment at)
    {
        var levels = at.Playbook.Severities;
        var worse = levels.IndexOf(to) < levels.IndexOf(at.Playbook.Severity(incident.Response.Severity) ?? levels[^1]);
        var next = at.Now + to.UpdateEvery;
        if (worse && incident.Response.Updates is { } clock && clock.NextDue < next) next = clock.NextDue;
        var changed = new SeverityChanged(incident.Response.Severity ?? "", to.Id, to.UpdateEvery, next, because) { Worse = worse };
        if (!worse || to.Escalation.IsEmpty) return [changed];
        var then = changed.Evolve(incident);
        if (incident.Response.Commander is null) return [changed, Paged.Ask(0, to.Escalation, then, at)];
        var path = EscalationPath.Next(0, to.Escalation, then, at).People.Where(p => p != at.Who.Person).ToImmutableArray();
        var known = incident.Assessment.Told;
        return [changed with { Told = [.. path.Where(p => !known.Contains(p))], Again = [.. path.Where(known.Contains)] }];
    }

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (arguments.From == Said.Form) return new ChangeSeverity(arguments["severity"] ?? "", arguments["because"]);
        var said = arguments.Rest.Split(' ', 2, StringSplitOptions.TrimEntries);
        var (severity, because) = (arguments["severity"] ?? said[0], Reason.Of(said.ElementAtOrDefault(1)));
        if (severity.Length > 0 && (because is not null || at.Playbook.Severity(severity) is null)) return new ChangeSeverity(severity, because);
        return new Form(
            Offer.Word, incident.Id, "Change severity",
            [
                new ChoiceField("severity", "How bad is it?", [.. at.Playbook.Severities.Select(s => new Choice($"{s.Id} {s.Name}: {s.Means}", s.Id))])
                { Required = true, Value = severity.Length > 0 ? severity : incident.Response.Severity },
                new TextField("because", "Why?", Multiline: true, Max: Fits.Longest) { Required = true },
            ],
            "Change")
        { Intro = $"{incident.Name} is {incident.Response.Severity:b} now." };
    }
}

/// <summary>The severity is another one. A door: who is told belongs to the assessment.</summary>
/// <param name="NextUpdate">When the next update is due on the new cadence.</param>
[StoredAs("response.severity-changed", 1)]
public sealed record SeverityChanged(string From, string To, TimeSpan UpdateEvery, DateTimeOffset NextUpdate, Text Because) : Event<Incident>
{
    /// <summary>It got worse.</summary>
    public bool Worse { get; init; }

    /// <summary>People of the new severity's path, told for the first time.</summary>
    public ImmutableArray<Person> Told { get; init; } = [];

    /// <summary>People of the path who were told of this incident before.</summary>
    public ImmutableArray<Person> Again { get; init; } = [];

    internal override Rich Line => $"severity {To} instead of {From}: {Because:quote}";

    internal override Incident Evolve(Incident i)
    {
        var clock = i.Response.Updates ?? UpdateClock.From(UpdateEvery, i.Head.At);
        // An update that is late stays late if it got worse.
        var late = clock.Overdue && NextUpdate <= i.Head.At;
        return i with
        {
            Response = i.Response with { Severity = To, Updates = late ? clock with { Every = UpdateEvery } : clock.Until(NextUpdate) with { Every = UpdateEvery } },
            Assessment = i.Assessment with { Told = [.. i.Assessment.Told, .. Told] },
        };
    }

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By} changed the severity: {To:b} instead of {From}. Next update due {NextUpdate}. {Because:quote}");
        foreach (var person in Told.Concat(Again))
            yield return Message.To(person, $"{now.Name:b} is {To:b} now instead of {From}: {now.Link()}. {Because:quote}");
    }
}
