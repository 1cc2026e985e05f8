using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>The channel of an incident, so that its name in a text is a way there.</summary>
public sealed class SlackLinks(IStore store, TimeProvider time, SlackMoves? moves = null) : RoomLinks(store, time, "slack-rooms")
{
    /// <summary>By the id that it has now.</summary>
    public override string? Known(string stream) => base.Known(stream) is { } channel ? moves?.Now(channel) ?? channel : null;

    public override async Task Load(string stream, CancellationToken cancel = default)
    {
        await base.Load(stream, cancel);
        if (moves is not null) await moves.Refresh(cancel);
    }
}
