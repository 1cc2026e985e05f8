using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>A report and perhaps an incident: the fold over its stream. One record per stage; no timeline, no closed lists.</summary>
public sealed record Incident
{
    /// <summary>The stream's id.</summary>
    public required string Id { get; init; }

    /// <summary>The last event: its number, time, actor, hash. While an event evolves the state, this is that event.</summary>
    public Head Head { get; init; } = Head.None;

    /// <summary>The playbook version that this incident is bound to.</summary>
    public int Playbook { get; init; }

    /// <summary>What was reported; null before the first event.</summary>
    public DetectionState? Detection { get; init; }

    /// <summary>Acknowledged, answered, decided.</summary>
    public AssessmentState Assessment { get; init; } = new();

    /// <summary>Roles, tasks, phases, updates, evidence.</summary>
    public ResponseState Response { get; init; } = new();

    /// <summary>Prompts, review, lessons.</summary>
    public LearningState Learning { get; init; } = new();

    /// <summary>The room: its generation, and what people did to it by hand.</summary>
    public RoomState Room { get; init; } = new();

    /// <summary>Entries whose words were removed.</summary>
    public Redactions Redactions { get; init; } = Redactions.None;

    /// <summary>The points that it is measured between, with what was corrected in their times.</summary>
    public Anchors Anchors { get; init; } = Anchors.None;

    /// <summary>Computed, never stored.</summary>
    public Status Status => this switch
    {
        { Detection: null } => Status.None,
        { Assessment.Verdict.Outcome: Outcome.Duplicate } => Status.Merged,
        { Assessment.Verdict.Outcome: Outcome.NotIncident or Outcome.FalsePositive } => Status.Dismissed,
        { Assessment.Verdict: null } => Status.Reported,
        { Learning.ClosedAt: not null } => Status.Closed,
        { Learning.ReviewedAt: not null } => Status.Reviewed,
        { Response.ResolvedAt: not null } => Status.Resolved,
        _ => Status.Responding,
    };

    /// <summary><c>INC-42</c>.</summary>
    public string Name => $"INC-{Detection?.Number}";

    /// <summary>What was reported, for rules that run only after the first event.</summary>
    internal DetectionState Reported => Detection ?? throw new InvalidOperationException("Nothing was reported in this stream.");

    /// <summary>Before the first event.</summary>
    public static Incident Empty(string id) => new() { Id = id };
}

/// <summary>Where an incident stands.</summary>
public enum Status { None, Reported, Responding, Resolved, Reviewed, Closed, Dismissed, Merged }
