namespace ChatOpsIncident.Incidents.Detection;

/// <summary>One person, named in words, by a button or in a form.</summary>
internal static class WhichPerson
{
    /// <summary>The value of buttons and forms that names the person.</summary>
    public const string Who = "who";

    public static Understood Of(Arguments arguments, Offer offer, Incident incident, string title, string submit, Func<Person, Command<Incident>> command)
    {
        var named = arguments[Who] is { } id ? new Person(id) : arguments.TakePerson(out _);
        if (named is not null) return command(named);
        if (Mention.Unknown(arguments.Rest, $"/incident {offer.Word} {offer.Usage}") is { } unknown) return unknown;
        return new Form(offer.Word, incident.Id, title, [new PersonField(Who, "Whom?") { Required = true }], submit);
    }
}
