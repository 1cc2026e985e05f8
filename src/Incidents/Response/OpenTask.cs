namespace ChatOpsIncident.Incidents.Response;

/// <summary>A task that is not done yet.</summary>
/// <param name="Phase">The phase in which it was planned or given.</param>
/// <param name="MustDo">Leaving its phase with it open asks for a reason.</param>
/// <param name="Owner">Who took it or was given it.</param>
/// <param name="Due">When it should be done; null: whenever.</param>
/// <param name="ChecklistId">Its id in the playbook; null: given on the spot.</param>
public sealed record OpenTask(int Number, Text Text, Phase Phase, bool MustDo, bool Evidence, Person? Owner, DateTimeOffset? Due, string? ChecklistId = null)
{
    /// <summary>The role whose holder owns it while nobody took it.</summary>
    public string? Role { get; init; }

    /// <summary>The lesson that it came from.</summary>
    public string? Because { get; init; }

    /// <summary>The time that was given for it; the commander is asked after the same time again.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>When the alarm asks next: first its owner, then the commander; null: nobody any more.</summary>
    public DateTimeOffset? AskAt { get; init; }

    /// <summary>The alarm said that its time is up.</summary>
    public bool Overdue { get; init; }

    /// <summary>The time for it runs from now on (again).</summary>
    internal OpenTask DueAt(DateTimeOffset? due, DateTimeOffset from) =>
        this with { Due = due, Length = due - from, AskAt = due, Overdue = false };
}
