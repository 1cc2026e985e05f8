using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>What an edge may ask of the engine. Nothing here throws for bad input: the answer says what is wrong.</summary>
public interface IBot
{
    /// <summary>Understands, decides, stores, answers. When it returns without refusal, what was told is on disk; the chat follows after.</summary>
    Task<Reply> Handle(Inbound inbound, CancellationToken cancel = default);

    /// <summary>Offers that make sense for this person in this room, best first: for completion and help.</summary>
    Task<ImmutableArray<Offer>> Offers(Person who, string? room, CancellationToken cancel = default);

    /// <summary>Rows of incidents that this person may see, newest first.</summary>
    Task<ImmutableArray<ListRow>> List(Person who, CancellationToken cancel = default);

    /// <summary>What Enter will do with this text: "reports this text", "shows status".</summary>
    Task<string> Preview(Person who, string? room, string text, CancellationToken cancel = default);

    /// <summary>The room of an incident that this person may see; null if it is not open yet or they may not.</summary>
    Task<string?> RoomOf(Person who, string stream, CancellationToken cancel = default);

    /// <summary>Takes note of what a person did to a room by hand. When it returns, it is stored. Throws what the store throws.</summary>
    Task Notice(ByHand by, CancellationToken cancel = default) => Task.CompletedTask;

    /// <summary>A card that is kept current, as it is for this person now: without buttons that they may not press. Null: it is not there, or not for them.</summary>
    /// <param name="key">Its key in the plan.</param>
    Task<Card?> CardFor(Person who, string stream, string key, CancellationToken cancel = default) => Task.FromResult<Card?>(null);
}
