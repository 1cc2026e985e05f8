namespace ChatOpsIncident.Incidents.Response;

/// <summary>The next nudge for an update comes later. When the update is due does not change.</summary>
public sealed record Snooze(TimeSpan For) : Command<Incident>
{
    /// <summary>What the button gives.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    /// <summary>The longest, so that updates are not forgotten.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary><c>snooze</c>, <c>snooze 30m</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "snooze", "Snooze 15 min", "Be asked for the update again later", Permissions.Respond, Read)
    {
        Usage = "[15m]",
        Sample = (_, _) => new Snooze(Usual),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (incident.Response.Updates is not { } clock) return new Already("No update is asked for.");
        if (For > Longest) return new Refused($"{Longest} is the longest snooze.", "/incident snooze 4h", "for");
        var until = at.Now + For;
        return clock.NudgeAt >= until ? new Already($"You are asked {clock.NudgeAt} at the earliest anyway.") : new Snoozed(until);
    }

    internal override Rich? Answer(Incident incident, Moment at) => incident.Response.Updates is { } clock
        ? (Rich)$"I ask again {clock.NudgeAt}. The update stays due {clock.NextDue}."
        : null;

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (arguments.Words is not { } words) return new Snooze(Usual);
        return Words.Duration(words) is { } length ? new Snooze(length) : new Refused($"I can't read a time in \"{words}\". Write it like 15m or 1h.", "/incident snooze 15m", "for");
    }
}

/// <summary>The next nudge was put off.</summary>
[StoredAs("response.snoozed", 1)]
public sealed record Snoozed(DateTimeOffset NudgeAt) : Event<Incident>
{
    internal override Rich Line => $"the update is asked for again {NudgeAt}";

    internal override Incident Evolve(Incident i) => i.Response.Updates is { } clock
        ? i with { Response = i.Response with { Updates = clock with { NudgeAt = NudgeAt } } }
        : i;
}
