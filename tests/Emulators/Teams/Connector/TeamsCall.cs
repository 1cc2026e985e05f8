using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>One call as it arrived.</summary>
public sealed class TeamsCall
{
    public required int Number { get; init; }

    /// <summary>What it is: <c>send</c>, <c>update</c>, <c>delete</c>, <c>create</c>, <c>members</c>, <c>token</c>, <c>graph create channel</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Method, path and query.</summary>
    public required string Request { get; init; }

    /// <summary>The conversation it is about, without the thread; null: none.</summary>
    public string? Conversation { get; init; }

    public JsonNode? Body { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>When its answer was on the way; null while it runs, and for one that got none.</summary>
    public DateTimeOffset? Ended { get; internal set; }

    public int Status { get; internal set; }

    /// <summary>The error's code; null for success.</summary>
    public string? Error { get; internal set; }

    /// <summary>What went wrong on purpose.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>It changed or read something; false when it was refused or failed before that.</summary>
    public bool TookEffect { get; internal set; }

    public override string ToString() => $"{Number} {Operation} {Request} {Status} {Error ?? "ok"}{(Fault is null ? "" : $" [{Fault}]")}";
}
