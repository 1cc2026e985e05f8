using System.Collections.Immutable;

namespace ChatOpsIncident.Edges.Teams.Setup;

/// <summary>A permission of Microsoft Graph that an admin consents to, and what it brings.</summary>
/// <param name="Name">As the app registration lists it.</param>
/// <param name="Brings">What people get by it.</param>
/// <param name="Needed">Without it something that everybody expects does not work.</param>
public sealed record Consent(string Name, string Brings, bool Needed = false);

/// <summary>All permissions that the bot can use beyond those of its team, each with why. Nothing breaks without one but what it brings.</summary>
public static class Consents
{
    /// <summary>In the order in which they matter.</summary>
    public static ImmutableArray<Consent> All { get; } =
    [
        new("TeamworkTag.Read.All", "the team's tags are the playbook's groups: who has the tag on-call is on call and told", Needed: true),
        new("TeamMember.ReadWrite.All", "whoever is called to an incident and is not in the team is added to it"),
        new("AppCatalog.Read.All", "the bot finds its own app, to put it into group chats and private channels"),
        new("Chat.Create", "a private incident opens in a group chat"),
        new("TeamsAppInstallation.ReadWriteSelfForChat.All", "the bot comes into that group chat"),
        new("ChatMember.ReadWrite.All", "people are added to that group chat later"),
        new("TeamsAppInstallation.ManageSelectedForTeam.All", "a private incident opens in a private channel, where the tenant lets apps into them"),
        new("ChannelMember.ReadWrite.All", "people are added to that private channel later"),
        new("ChannelSettings.ReadWrite.All", "a channel that was opened twice is archived"),
        new("Files.Read.All", "files of a message are kept as evidence"),
    ];
}
