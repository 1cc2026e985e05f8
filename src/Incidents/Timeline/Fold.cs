namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>One aggregate as the engine sees it: how to begin, decide and evolve. The only way into the pure core.</summary>
public abstract class Fold<TState>
{
    /// <summary>Before the first event of that stream.</summary>
    public abstract TState Empty(string id);

    /// <summary>The last event's head.</summary>
    public abstract Head HeadOf(TState state);

    /// <summary>The state after a recorded event.</summary>
    public TState Evolve(TState state, Recorded recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return ((Event<TState>)recorded.Event).Evolve(WithHead(state, recorded));
    }

    /// <summary>What a command comes to in this state.</summary>
    public Decision Decide(TState state, Command<TState> command, Moment at)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Decide(state, at);
    }

    /// <summary>What the person is told once it is stored.</summary>
    public Rich? Answer(TState state, Command<TState> command, Moment at)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Answer(state, at);
    }

    /// <summary>What a recorded event sends out once.</summary>
    public IReadOnlyList<Outgoing> Sends(TState now, Recorded recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return [.. ((Event<TState>)recorded.Event).Sends(now, recorded)];
    }

    /// <summary>An earlier state, for saying again what was said then: without what must not be said any more.</summary>
    public virtual TState AsSaidNow(TState then, TState now) => then;

    /// <summary>What the chat should show now.</summary>
    public abstract ChatPlan Plan(TState state, Preparation.Playbook pinned);

    /// <summary>What lists need, kept beside the head; null if it is in no list.</summary>
    public abstract ListRow? Row(TState state);

    /// <summary>When this stream has to be looked at next.</summary>
    public abstract DateTimeOffset? NextAlarm(TState state);

    /// <summary>The whole state, written down as <see cref="Read"/> of this build reads it; null: streams of this aggregate stay short.</summary>
    public virtual string? Write(TState state) => null;

    /// <summary>The state as it was written.</summary>
    public virtual TState Read(string written) => throw new NotSupportedException("Nothing is written of this aggregate.");

    /// <summary>The command of the alarm.</summary>
    public abstract Command<TState>? Tick { get; }

    /// <summary>The state with this event as its head, before the event itself has evolved it.</summary>
    protected abstract TState WithHead(TState state, Recorded recorded);
}

/// <summary>Incidents.</summary>
public sealed class IncidentFold : Fold<Incident>
{
    public override Incident Empty(string id) => Incident.Empty(id);

    public override Head HeadOf(Incident state) => state.Head;

    /// <remarks>What it was merged into may be private by now; where it is not merged any more, nobody would tell it so.</remarks>
    public override Incident AsSaidNow(Incident then, Incident now)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(now);
        if (then.Assessment.Verdict is not { MergedInto: { } into } verdict) return then;
        var mayBeNamed = now.Assessment.Verdict is { MergedPrivately: false } still && still.MergedInto == into;
        return mayBeNamed ? then : then with { Assessment = then.Assessment with { Verdict = verdict with { MergedPrivately = true } } };
    }

    public override ChatPlan Plan(Incident state, Preparation.Playbook pinned) => ChatPlan.Of(state, pinned);

    public override ListRow? Row(Incident state) => state.Detection is null ? null : ListRow.Of(state);

    public override DateTimeOffset? NextAlarm(Incident state) => Alarm.IncidentAlarm.NextAlarm(state);

    public override string? Write(Incident state) => Snapshot.Write(state);

    public override Incident Read(string written) => Snapshot.Read(written);

    public override Command<Incident> Tick { get; } = new Alarm.Tick();

    protected override Incident WithHead(Incident state, Recorded recorded) => state with
    {
        Head = new(recorded.Number, recorded.At, recorded.By, recorded.Hash),
        Playbook = state.Playbook == 0 ? recorded.Playbook : state.Playbook,
        Anchors = state.Anchors.With(recorded),
    };
}

/// <summary>The organisation.</summary>
public sealed class OrganisationFold : Fold<Preparation.Organisation>
{
    public override Preparation.Organisation Empty(string id) => Preparation.Organisation.Empty;

    public override Head HeadOf(Preparation.Organisation state) => state.Head;

    public override ChatPlan Plan(Preparation.Organisation state, Preparation.Playbook pinned) => ChatPlan.Nothing;

    public override ListRow? Row(Preparation.Organisation state) => null;

    public override DateTimeOffset? NextAlarm(Preparation.Organisation state) => null;

    public override Command<Preparation.Organisation>? Tick => null;

    protected override Preparation.Organisation WithHead(Preparation.Organisation state, Recorded recorded) =>
        state with { Head = new(recorded.Number, recorded.At, recorded.By, recorded.Hash) };
}
