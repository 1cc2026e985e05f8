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

    /// <summary>As somebody called it by hand; null: as it was opened.</summary>
    public Text? Name { get; init; }

    /// <summary>Somebody wrote its topic: the bot does not any more.</summary>
    public bool TopicByHand { get; init; }

    /// <summary>It can't be used any more; null: it can.</summary>
    public Loss? Lost { get; init; }

    /// <summary>People who left by themselves: not invited again.</summary>
    public ImmutableArray<Person> Left { get; init; } = [];

    /// <summary>People who came into it by hand and are not decided about.</summary>
    public ImmutableArray<Person> Came { get; init; } = [];

    /// <summary>From now on in the next room; what the one before was called and when it was left stays known.</summary>
    internal RoomState Next(Incident incident) => this with
    {
        Generation = Generation + 1,
        Since = incident.Head.At,
        Came = [],
        Name = null,
        TopicByHand = false,
        Lost = null,
        Earlier = Earlier.Add(new(Generation, incident.Reported.RoomName, incident.Reported.Visibility.Private, Since ?? incident.Reported.ReportedAt, incident.Head.At, Lost is not null)),
    };
}

/// <summary>A room that was replaced by its next generation.</summary>
/// <param name="Name">What it was called, without the platform's marks.</param>
/// <param name="Lost">People had closed it, or taken the bot out: there is nothing left to do in it.</param>
public sealed record EarlierRoom(int Generation, string Name, bool Private, DateTimeOffset Since, DateTimeOffset LeftAt, bool Lost);
