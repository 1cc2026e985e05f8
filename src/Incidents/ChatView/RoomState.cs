using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>The room as decisions and people's hands have made it.</summary>
public sealed record RoomState
{
    /// <summary>1, 2, 3 …: a room that has to be replaced is followed by its next generation.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>When this generation began; null: with the report.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Rooms that this one replaced, oldest first.</summary>
    public ImmutableArray<EarlierRoom> Earlier { get; init; } = [];

    /// <summary>People who came into it by hand and are not decided about.</summary>
    public ImmutableArray<Person> Came { get; init; } = [];

    /// <summary>From now on in the next room; what the one before was called and when it was left stays known.</summary>
    internal RoomState Next(Incident incident) => this with
    {
        Generation = Generation + 1,
        Since = incident.Head.At,
        Came = [],
        Earlier = Earlier.Add(new(Generation, incident.Reported.RoomName, incident.Reported.Visibility.Private, Since ?? incident.Reported.ReportedAt, incident.Head.At)),
    };
}

/// <summary>A room that was replaced by its next generation.</summary>
/// <param name="Name">What it was called, without the platform's marks.</param>
public sealed record EarlierRoom(int Generation, string Name, bool Private, DateTimeOffset Since, DateTimeOffset LeftAt);
