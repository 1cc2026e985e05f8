namespace ChatOpsIncident.Incidents.Alarm;

/// <summary>One thing that must happen later if nothing else does. Stands beside its use case; listed in <see cref="IncidentAlarm"/>.</summary>
public abstract class AlarmRule
{
    /// <summary>When it is due in this state; null: not at all.</summary>
    public abstract DateTimeOffset? Due(Incident incident);

    /// <summary>What happens once it is due. Afterwards <see cref="Due"/> must lie in the future or be null.</summary>
    public abstract IEnumerable<Event<Incident>> Ring(Incident incident, Moment at);
}

/// <summary>An incident has one alarm: the earliest of its rules.</summary>
public static partial class IncidentAlarm
{
    /// <summary>When this incident has to be looked at next; null: never, unless somebody does something.</summary>
    public static DateTimeOffset? NextAlarm(Incident incident) => Rules.Min(r => r.Due(incident));
}

/// <summary>The alarm rings: every rule that is due, once.</summary>
public sealed record Tick : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at)
    {
        var (state, events) = (incident, new List<Event>());
        foreach (var rule in IncidentAlarm.Rules.Where(r => r.Due(incident) <= at.Now))
        {
            if (!(rule.Due(state) <= at.Now)) continue;
            foreach (var @event in rule.Ring(state, at))
            {
                events.Add(@event);
                state = @event.Evolve(state with { Head = state.Head with { At = at.Now, By = null } });
            }
        }
        return events.Count == 0 ? new Already("Nothing is due.") : events;
    }
}
