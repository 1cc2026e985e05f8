namespace ChatOpsIncident.Emulators.Teams;

/// <summary>How the app is registered and installed, and what an admin consented to or may take away.</summary>
public sealed class Installation
{
    public const string TenantId = "7e0a5c1e-5b1d-4c55-9a52-2f6d1a3c9b10";
    public const string AppId = "0b1d3c60-4f6a-4b0e-8f53-6f2a0d9c7e11";
    public const string Secret = "emulator~secret.of.the-app";

    /// <summary>The team's Microsoft 365 group.</summary>
    public const string TeamId = "5ab4c1d2-9d0e-4f3a-8b6c-1e2f3a4b5c6d";

    /// <summary>The team's own conversation, which is also its first channel.</summary>
    public const string General = "19:emulatorteamgeneral0000000000001@thread.tacv2";

    /// <summary>The app in the organisation's catalogue.</summary>
    public const string CatalogId = "c47a1060-1111-4222-8333-444455556666";

    public const string BotId = "28:" + AppId;

    public const string BotName = "Incident";

    /// <summary>Application permissions of Graph that an admin consented to, and those of the team that its owner did.</summary>
    public HashSet<string> Permissions { get; } =
    [
        "Channel.Create.Group", "Channel.Delete.Group", "ChannelSettings.Read.Group", "ChannelSettings.ReadWrite.Group", "ChannelSettings.ReadWrite.All", "ChannelMessage.Read.Group", "ChannelMember.Read.Group",
        "ChannelMember.ReadWrite.All", "TeamMember.Read.Group", "TeamMember.ReadWrite.All", "TeamsAppInstallation.Read.Group", "TeamSettings.Read.Group", "TeamworkTag.Read.All", "User.Read.All", "Chat.Create",
        "Chat.ReadWrite.All", "TeamsAppInstallation.ReadWriteForChat.All", "TeamsAppInstallation.ReadWriteSelfForUser.All", "TeamsAppInstallation.ManageSelectedForTeam.All", "AppCatalog.Read.All", "Files.Read.All",
    ];

    /// <summary>The team has the app.</summary>
    public bool InTeam { get; set; } = true;

    /// <summary>The app may be enabled in private channels; else only people's hands or nothing helps.</summary>
    public bool PrivateChannels { get; set; }

    /// <summary>Targeted messages work; else the Connector does not know them.</summary>
    public bool TargetedMessages { get; set; } = true;

    /// <summary>Every message of the team's channels comes to the bot; else only those that mention it.</summary>
    public bool HearsAll { get; set; }

    /// <summary>The ids of the manifest's actions of the message extension; null: any.</summary>
    public HashSet<string>? Commands { get; set; }

    /// <summary>An admin switched the app off.</summary>
    public bool Disabled { get; set; }
}
