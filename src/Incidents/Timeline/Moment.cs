using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>All that a decision may depend on besides the state: now, who asks, the pinned playbook, the organisation and its people as they are now.</summary>
public sealed record Moment(DateTimeOffset Now, Actor Who, Playbook Playbook, Organisation Organisation, Roster Roster)
{
    /// <summary>A number claimed for the incident that this command may open.</summary>
    public int? NextNumber { get; init; }

    /// <summary>The stream that the command is for.</summary>
    public string Stream { get; init; } = "";

    /// <summary>The message that the person pointed at, if any.</summary>
    public Response.PointedAt? Captured { get; init; }

    /// <summary>Rows of other incidents that this person may see: those that the words name, with what they were merged into; the newest ones where the offer looks around.</summary>
    public ImmutableArray<Conversation.ListRow> Known { get; init; } = [];
}

/// <summary>Who asks, with the rights that they have at this moment.</summary>
/// <param name="Person">Null for the bot itself (alarm, errand).</param>
/// <param name="Groups">Groups of the organisation that the person is in.</param>
public sealed record Actor(Person? Person, ImmutableHashSet<string> Groups)
{
    /// <summary>False where the edge cannot prove who it is (web chat without sign-in).</summary>
    public bool SignedIn { get; init; }

    /// <summary>Guests and people of other workspaces or tenants: every click is refused, with an explanation.</summary>
    public bool Outsider { get; init; }

    /// <summary>IANA time zone of the person, in which they write times.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    /// <summary>The bot itself: alarm, errands, start-up.</summary>
    public static Actor Bot { get; } = new(null, []);

    /// <summary>The person; commands that only people give may rely on it.</summary>
    internal Person Someone => Person ?? throw new InvalidOperationException("Only a person does this.");
}

/// <summary>People as they are now: who is on call, who is in which group. Order is the order in which they are asked.</summary>
public sealed record Roster(ImmutableArray<Person> OnCall, ImmutableDictionary<string, ImmutableArray<Person>> Groups)
{
    /// <summary>False: the directory refuses to say who is in which group. Nobody is known then, but that is no proof that there is nobody, so nobody stands in for them.</summary>
    public bool IsRead { get; init; } = true;

    /// <summary>Why nobody is known here, in words that follow "because", where the platform does not tell; null: it does.</summary>
    public string? Untold { get; init; }

    /// <summary>The directory refuses to say who is in which group.</summary>
    public static Roster Unread { get; } = new([], ImmutableDictionary<string, ImmutableArray<Person>>.Empty) { IsRead = false };

    /// <summary>Nobody at all.</summary>
    public static Roster Empty { get; } = new([], ImmutableDictionary<string, ImmutableArray<Person>>.Empty);

    /// <summary>The people of a group; empty if there is no such group.</summary>
    public ImmutableArray<Person> In(string group) => Groups.TryGetValue(group, out var people) ? people : [];
}
