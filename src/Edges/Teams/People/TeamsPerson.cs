using System.Text.Json;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Teams.People;

/// <summary>Somebody as Teams knows them.</summary>
/// <param name="Id">The Entra object id.</param>
/// <param name="Name">What people call them; null: nobody said.</param>
/// <param name="Mri">The id that they have for this bot: <c>29:…</c>; null: not known yet.</param>
/// <param name="Outsider">A guest, or somebody of another organisation; null: nobody said.</param>
/// <param name="Zone">IANA time zone, as their client says; null: it has not said.</param>
internal sealed record TeamsPerson(string Id, string? Name, string? Mri, bool? Outsider, string? Zone)
{
    private const int LongestName = 80;

    /// <summary>Reads a member of a conversation; null if it is no person of Entra.</summary>
    /// <param name="home">Whether this is one of our organisations.</param>
    public static TeamsPerson? Member(JsonElement member, Func<string, bool> home)
    {
        if (TeamsId.Person(member.Text("aadObjectId") ?? member.Text("objectId")) is not { } person) return null;
        var elsewhere = member.Text("tenantId") is { } tenant && !home(tenant);
        var guest = member.Text("userRole") is "guest" or "anonymous" || member.Text("userPrincipalName")?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true;
        return new(TeamsId.Of(person)!, Called(member.Text("name") ?? Full(member)), Mine(member.Text("id")), elsewhere || guest, null);
    }

    /// <summary>What is said newly counts, what is not said stays.</summary>
    public TeamsPerson With(TeamsPerson newer) => new(Id, newer.Name ?? Name, newer.Mri ?? Mri, newer.Outsider ?? Outsider, newer.Zone ?? Zone);

    /// <summary>A name as it can be shown; null where nothing is left of it.</summary>
    public static string? Called(string? name) => Shortened.Line(Cleaned.Line(name ?? ""), LongestName) is { Length: > 0 } called ? called : null;

    /// <summary>An id that Teams gives people for one bot, <c>29:…</c>; null: it is none. Bots have <c>28:…</c>.</summary>
    public static string? Mine(string? id) => id is { Length: > 0 and < 300 } && !id.StartsWith("28:", StringComparison.Ordinal) && !id.Any(char.IsControl) ? id : null;

    /// <summary>A zone that this machine knows too; null: none.</summary>
    public static string? ZoneOf(string? zone) => zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : null;

    private static string? Full(JsonElement member) => string.Join(' ', new[] { member.Text("givenName"), member.Text("surname") }.OfType<string>());
}
