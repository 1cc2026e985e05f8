using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>What people see in one chat platform.</summary>
internal interface IScreen
{
    /// <summary>What the bot said, everywhere, without what was removed.</summary>
    IReadOnlyList<ShownMessage> Messages { get; }

    /// <summary>The one room of this incident; null: there is none, or more than one.</summary>
    ShownRoom? RoomOf(string stream, RoomPlan plan);

    /// <summary>Where the bot talks with this person alone.</summary>
    string DirectTo(Person person);

    /// <summary>A delivery key as messages carry it.</summary>
    string KeyOf(string delivery);
}

/// <summary>A room as people see it.</summary>
/// <param name="Pins">References of pinned messages.</param>
internal sealed record ShownRoom(string Id, string Name, string Topic, Func<Rich, bool> HasTopic, Func<Person, bool> HasMember, IReadOnlyList<string> Pins);

/// <summary>A message of the bot as people see it.</summary>
/// <param name="Is">Whether it shows this card as it should be.</param>
internal sealed record ShownMessage(string Reference, string Place, string Key, string Shows, Func<Card, bool> Is);
