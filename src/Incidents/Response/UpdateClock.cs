namespace ChatOpsIncident.Incidents.Response;

/// <summary>When the next update is due.</summary>
/// <param name="Every">Cadence of the severity.</param>
/// <param name="NextDue">When the next one is due.</param>
/// <param name="NudgeAt">When its owner is nudged next (a snooze moves it).</param>
/// <param name="LastAt">When the last one was posted.</param>
/// <param name="Last">The last one's words.</param>
/// <param name="Overdue">The alarm said that it is late.</param>
public sealed record UpdateClock(
    TimeSpan Every, DateTimeOffset NextDue, DateTimeOffset NudgeAt, DateTimeOffset? LastAt = null, Text? Last = null, bool Overdue = false)
{
    /// <summary>Runs from this time on.</summary>
    internal static UpdateClock From(TimeSpan every, DateTimeOffset at) => new(every, at + every, at + every);

    /// <summary>The next one is due then, and its owner nudged then; what was posted stays.</summary>
    internal UpdateClock Until(DateTimeOffset due) => this with { NextDue = due, NudgeAt = due, Overdue = false };
}
