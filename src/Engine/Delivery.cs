using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>What the chat holds under one key, as far as we know.</summary>
/// <param name="State">Sending: a call may be under way, or nobody knows.</param>
/// <param name="Version">Number of the stream's last event when it was planned; never goes back.</param>
/// <param name="Hash">Of the content.</param>
/// <param name="Ref">The platform's reference; null until something is there.</param>
/// <param name="At">When this was written.</param>
/// <param name="Owner">The instance that is at it; empty when it gave up not knowing.</param>
internal sealed record Delivery(DeliveryState State, long Version, string Hash, string? Ref, DateTimeOffset At, string Owner)
{
    private const int Shape = 1;

    /// <summary>The shape of this record: one that a newer version made is left to it.</summary>
    public int Made { get; init; } = Shape;

    /// <summary>A lost call may still land until then: look once more.</summary>
    public DateTimeOffset? UnsettledUntil { get; init; }

    /// <summary>The platform will never do this as asked; not tried again until the content changes.</summary>
    public bool Refused { get; init; }

    /// <summary>When it was first tried: nothing under this key is older. Null where that was not written down.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How often in a row nobody knew.</summary>
    public int Tries { get; init; }

    /// <summary>Hashes of those who belong there and were invited.</summary>
    public ImmutableArray<string>? Invited { get; init; }

    /// <summary>The first of the two writes around a call.</summary>
    public static Delivery Begun(Showing want, long version, Delivery? before, string? there, DateTimeOffset now, string me) => new(DeliveryState.Sending, version, want.Hash, there, now, me)
    {
        UnsettledUntil = before is null && want.Again ? now + Deliverer.Late : before?.UnsettledUntil,
        Tries = before?.Tries ?? 0,
        Invited = before?.Invited,
        Since = before is null ? now : before.Since,
    };

    /// <exception cref="FromTheFutureException">A newer version wrote it.</exception>
    public static Delivery Read(string payload)
    {
        var delivery = JsonSerializer.Deserialize<Delivery>(payload, RowJson.Options)!;
        return delivery.Made <= Shape ? delivery : throw new FromTheFutureException(FormattableString.Invariant($"A delivery record of shape {delivery.Made}"));
    }

    public string Write() => JsonSerializer.Serialize(this, RowJson.Options);
}

internal enum DeliveryState { Sending, Delivered }
