namespace ChatOpsIncident.Incidents.Response;

/// <summary>Why something can't be done where an incident stands, and what to do instead.</summary>
internal static class Standing
{
    /// <summary>Null while it is worked on after its declaration.</summary>
    public static Refused? NotResponding(this Incident incident) => incident.Status switch
    {
        Status.Responding => null,
        Status.Reported => new($"{incident.Name} is a report so far; that comes once it is declared.", "/incident declare"),
        Status.Dismissed => new($"{incident.Name} was found not to be an incident. If that has changed, open it again.", "/incident reopen because …"),
        Status.Merged => incident.GoesOnElsewhere(),
        _ => new($"{incident.Name} is resolved. If it has come back, open it again.", "/incident reopen because …"),
    };

    /// <summary>Null while it is open, declared or not.</summary>
    public static Refused? NotOpen(this Incident incident) => incident.Status is Status.Reported ? null : incident.NotResponding();

    /// <summary>Null unless it was merged into another.</summary>
    public static Refused? GoesOnElsewhere(this Incident incident) => incident.Assessment.Verdict is { MergedInto: not null, MergedNumber: var number } merged
        ? new($"{incident.Name} is the same as {merged.Survivor}; it goes on there.", merged.MergedPrivately ? "/incident list" : $"/incident INC-{number} …")
        : null;

    /// <summary>Null if this person may know of the incident.</summary>
    public static Refused? KeptFrom(this Incident incident, Person person) => incident.Reported.Visibility switch
    {
        var v when v.MayKnow(person) => null,
        var v when v.Excluded.Contains(person) => new($"{person} is kept out of {incident.Name} since its report. Choose somebody else.", null, "who"),
        _ => new($"{person} was left out of {incident.Name}. Choose somebody else, or let them in again first.", "/incident admit @someone", "who"),
    };

    /// <summary>Null unless the time lies ahead.</summary>
    public static Refused? Ahead(this Happened? when, Moment at) => when?.At > at.Now
        ? new($"{when.At} lies ahead. Say when it happened, or leave the time out.", null, "when")
        : null;

    /// <summary>A link to its room.</summary>
    public static ToIncident Link(this Incident incident) => new(incident.Id, "#" + incident.Reported.RoomName);
}
