using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Somebody is asked to come. They belong to the room once they press "I'm here".</summary>
public sealed record Call(Person Who, string Why) : Command<Incident>
{
    /// <summary><c>call @ben database knowledge</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "call", "Call somebody", "Ask somebody to come, with a reason; they are told directly", Permissions.Respond, Read)
    {
        Usage = "@someone why",
        Sample = (_, at) => new Call(at.Who.Someone, "knows the system"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotOpen() is { } no) return no;
        if (incident.KeptFrom(Who) is { } kept) return kept;
        if (Reason.Of(Why) is not { } why) return new Refused($"Say in a few words why {Who} is needed.", "/incident call @someone why", "why");
        return Fits.TooLong(why, "why") is { } tooLong ? tooLong : new Called(Who, why);
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"{Who} has been told and joins by pressing \"I'm here\".";

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var who = arguments["who"] is { } id ? new(id) : arguments.TakePerson(out arguments);
        var why = arguments.Words ?? arguments["why"];
        if (who is not null && Reason.Of(why) is { } reason) return new Call(who, reason);
        if (who is null && Mention.Unknown(arguments.Rest, Offer.Instead()) is { } unknown) return unknown;
        return new Form(
            Offer.Word, incident.Id, "Call somebody",
            [
                new PersonField("who", "Whom?") { Required = true, Value = who?.Id },
                new TextField("why", "Why are they needed?", Max: Fits.Longest) { Required = true, Value = why },
            ],
            "Call");
    }
}

/// <summary>Somebody was asked to come.</summary>
[StoredAs("response.called", 1)]
public sealed record Called(Person Who, Text Why) : Event<Incident>
{
    internal override Rich Line => $"{Who} called: {Why:quote}";

    internal override Incident Evolve(Incident i) => i with { Response = i.Response with { Called = [.. i.Response.Called, Who] } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich ask = $"{recorded.By} asks you to come to {now.Name:b} {now.Link()}: {Why:quote}";
        yield return Message.To(Who, ask, Buttons.Only(now, Join.Offer.Button(now, "I'm here", Emphasis.Positive)));
        yield return new Message(Place.Room, $"{recorded.By} called {Who}: {Why:quote}");
    }
}
