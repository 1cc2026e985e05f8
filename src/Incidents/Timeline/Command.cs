namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Something that somebody wants to happen. Imperative: <c>Contain</c>, <c>Declare</c>.</summary>
public abstract record Command;

/// <summary>A command to one aggregate: <see cref="Incident"/> or <see cref="Preparation.Organisation"/>.</summary>
public abstract record Command<TState> : Command
{
    /// <summary>Pure: the events that follow, or a refusal, or nothing because it is so already.</summary>
    internal abstract Decision Decide(TState state, Moment at);

    /// <summary>What the person is told once it is stored; also the answer to a repeat of the same request.</summary>
    internal virtual Rich? Answer(TState state, Moment at) => null;
}
