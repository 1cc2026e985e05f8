namespace ChatOpsIncident.Incidents.Learning;

/// <summary>What answering and skipping have in common: when it is not the time, and the form.</summary>
internal static class Prompting
{
    /// <summary>Why this person can't answer now, or null.</summary>
    public static Refused? NotNow(Incident incident, Moment at) => incident switch
    {
        { Status: Status.Closed } => new($"{incident.Name} is closed and its review stands. To add to it, open the incident again.", "/incident reopen why"),
        { Learning.PromptedAt: null } => new($"{incident.Name} is not over yet; the questions come when it is resolved. Until then a note keeps the thought.", "/incident note what you noticed"),
        _ when !incident.Learning.Asked.Contains(at.Who.Someone) =>
            new($"The questions went to those who took part in {incident.Name}. What should change can be said by anyone as a lesson.", "/incident lesson what should change"),
        _ => null,
    };

    /// <summary>The dialog; what was typed before stands in its first field.</summary>
    public static Form Form(Incident incident, string? typed) => new(
        "contribute", incident.Id, "Your view",
        [.. incident.Learning.Prompts.Select((p, i) => new TextField(p.Id, p.Asks, Multiline: true, Max: Contribute.Longest) { Value = i == 0 ? typed : null })],
        "Send")
    {
        Intro = $"About {incident.Name}. Leave empty what you have no view on. Your name stands with your answers.",
    };
}
