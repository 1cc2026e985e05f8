using System.Collections.Immutable;
using System.Text.Json;

namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>Where messages stand: a room, or a direct conversation.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Direct">A conversation of two, one of which may be the bot.</param>
/// <param name="Name">A room's name, without the mark in front.</param>
internal sealed record Place(string Id, bool Direct, string Name, DateTimeOffset OpenedAt)
{
    /// <summary>Under the name, as the page draws it.</summary>
    public JsonElement? Topic { get; init; }

    /// <summary>Does not exist for those who are not in it.</summary>
    public bool Private { get; init; }

    /// <summary>Ids of the people in it.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>The incident that is worked here.</summary>
    public string? Stream { get; init; }

    /// <summary>Closed: not listed, nothing is added.</summary>
    public bool Archived { get; init; }

    /// <summary>Number of the last message; 0 while empty.</summary>
    public int Last { get; init; }

    /// <summary>Time of the last message.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>One more with every change that the page has to draw.</summary>
    public int Version { get; init; }

    /// <summary>Numbers of pinned messages, in the order in which they were pinned.</summary>
    public ImmutableArray<int> Pins { get; init; } = [];

    /// <summary>Ways to messages of this place, kept at hand at its top.</summary>
    public ImmutableArray<PlaceBookmark> Bookmarks { get; init; } = [];

    /// <summary>Whether this person may see it. Nobody else learns that it exists.</summary>
    public bool IsSeenBy(string person) => Members.Contains(person) || !(Private || Direct);
}

/// <summary>A way to a message.</summary>
internal sealed record PlaceBookmark(string Title, int Number);

/// <summary>A message as it is stored and drawn.</summary>
/// <param name="Number">1, 2, 3 … in its place.</param>
/// <param name="Author">A person's id; null for the bot.</param>
/// <param name="Text">Runs, see <see cref="Wire.RichJson"/>.</param>
internal sealed record PlaceMessage(int Number, string? Author, DateTimeOffset At, JsonElement Text)
{
    /// <summary>An Adaptive Card.</summary>
    public JsonElement? Card { get; init; }

    /// <summary>Ids of the people whose attention it asks for.</summary>
    public ImmutableArray<string> Pings { get; init; } = [];

    /// <summary>The place's version that it was last changed with.</summary>
    public int Version { get; init; }

    /// <summary>Taken away: its number stays, its content is gone.</summary>
    public bool Removed { get; init; }

    /// <summary>SHA-256 of its delivery key.</summary>
    public string Key { get; init; } = "";
}
