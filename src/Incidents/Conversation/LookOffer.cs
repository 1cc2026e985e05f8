namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>A question about one incident: makes sense in each, changes nothing. Outside, it asks for the incident's number.</summary>
public sealed record LookOffer(string Word, string Label, string Explains, Func<Arguments, Incident, Question> Reading)
    : Offer(Word, Label, Explains, Permissions.Look)
{
    public override Understood Read(Arguments arguments, Incident? state, Moment at) => state is null
        ? new Refused("Which incident? Say its number, or type this in its room.", $"/incident INC-… {Word}")
        : Reading(arguments, state);

    public override bool MakesSense(Incident incident, Moment at) => incident?.Detection is not null;
}
