namespace ChatOpsIncident.Incidents.Response;

/// <summary>One text to every audience: what is known, what is being done. The clock starts anew.</summary>
public sealed record PostUpdate(string Words) : Command<Incident>
{
    /// <summary><c>update sessions are revoked, next we search other mailboxes</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "update", "Post update", "Tell everyone how it stands; the next one is due after the severity's time", Permissions.Respond, Read)
    {
        Usage = "words",
        Sample = (_, _) => new PostUpdate("we are looking into it"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (string.IsNullOrWhiteSpace(Words)) return new Refused("Say what is known and what is being done.", Offer.Instead(), "words");
        if (Fits.TooLong(Words, "words") is { } tooLong) return tooLong;
        return new UpdatePosted(Words.Trim(), at.Now + Every(incident, at));
    }

    internal override Rich? Answer(Incident incident, Moment at) => incident.Response.Updates is { } clock
        ? (Rich)$"Everyone can read it. The next update is due {clock.NextDue}."
        : null;

    private static TimeSpan Every(Incident incident, Moment at) =>
        incident.Response.Updates?.Every ?? at.Playbook.Severity(incident.Response.Severity)?.UpdateEvery ?? TimeSpan.FromHours(1);

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (arguments.Words is { } words) return new PostUpdate(words);
        if (arguments.From == Said.Form) return new PostUpdate(arguments["words"] ?? "");
        Rich last = incident.Response.Updates is { Last: { } said, LastAt: { } when } ? (Rich)$"The last one, {when}: {said:quote}" : (Rich)"It is the first one.";
        return new Form(
            Offer.Word, incident.Id, "Post update",
            [new TextField("words", "How does it stand?", Multiline: true, Max: Fits.Longest) { Required = true, Hint = "What is known, what is done, what comes next" }],
            "Post")
        { Intro = last };
    }
}

/// <summary>An update for everyone.</summary>
[StoredAs("response.update-posted", 1)]
public sealed record UpdatePosted(Text Words, DateTimeOffset NextDue) : Event<Incident>
{
    internal override Rich Line => $"update: {Words:quote}";

    internal override Incident Evolve(Incident i)
    {
        var clock = i.Response.Updates ?? UpdateClock.From(NextDue - i.Head.At, i.Head.At);
        return i with { Response = i.Response with { Updates = clock.Until(NextDue) with { LastAt = i.Head.At, Last = Words } } };
    }

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{Rich.Strong("Update")} by {recorded.By}{Next(now)}: {Words}");
    }

    private Rich Next(Incident now) => now.Status is Status.Responding ? (Rich)$", the next one due {NextDue}" : Rich.Empty;
}
