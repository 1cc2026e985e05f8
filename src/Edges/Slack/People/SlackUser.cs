using System.Text.Json;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Slack.People;

/// <summary>Somebody as Slack knows them.</summary>
/// <param name="Id">The user id.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Zone">IANA time zone.</param>
/// <param name="Outsider">A guest, or somebody of another workspace or organisation.</param>
/// <param name="IsPerson">Not a bot, and not deactivated.</param>
internal sealed record SlackUser(string Id, string Name, string Zone, bool Outsider, bool IsPerson)
{
    private const int LongestName = 80;

    /// <summary>Reads a <c>user</c> object; null if it is none.</summary>
    public static SlackUser? Read(JsonElement user, SlackSelf.Me me)
    {
        if (user.Text("id") is not { Length: > 0 } id) return null;
        var names = (string?[])[user.Text("profile", "display_name"), user.Text("profile", "real_name"), user.Text("real_name"), user.Text("name")];
        var name = names.Select(n => Shortened.Line(Cleaned.Line(n ?? ""), LongestName)).FirstOrDefault(n => n.Length > 0) ?? "somebody";
        var zone = user.Text("tz") is { Length: > 0 and < 64 } tz && TimeZoneInfo.TryFindSystemTimeZoneById(tz, out _) ? tz : "Etc/UTC";
        var outside = user.Flag("is_restricted") || user.Flag("is_ultra_restricted") || user.Flag("is_stranger") || !IsOurs(user, me);
        return new(id, name, zone, outside, !user.Flag("is_bot") && !user.Flag("is_workflow_bot") && !user.Flag("deleted"));
    }

    /// <summary>Of this workspace, or of the organisation that it belongs to.</summary>
    private static bool IsOurs(JsonElement user, SlackSelf.Me me)
    {
        if (user.Text("team_id") == me.Team) return true;
        var organisation = user.TryGetProperty("enterprise_user", out var enterprise) ? enterprise : default;
        return organisation.ValueKind == JsonValueKind.Object
            && (organisation.Each("teams").Any(t => t.ValueKind == JsonValueKind.String && t.GetString() == me.Team) || me.Enterprise is { } ours && organisation.Text("enterprise_id") == ours);
    }
}
