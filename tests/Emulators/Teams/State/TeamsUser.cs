namespace ChatOpsIncident.Emulators.Teams.State;

/// <summary>Somebody in the organisation, or a guest of it.</summary>
/// <param name="Id">The Entra object id, a GUID.</param>
/// <param name="Name">What people call them.</param>
public sealed record TeamsUser(string Id, string Name)
{
    /// <summary>Null: the emulator's own organisation.</summary>
    public string? Tenant { get; init; }

    public string? Email { get; init; }

    /// <summary>An IANA name.</summary>
    public string TimeZone { get; init; } = "Europe/Berlin";

    public bool Guest { get; init; }

    /// <summary>The sign-in is blocked: nobody can add them to anything.</summary>
    public bool Disabled { get; init; }

    /// <summary>The bot is installed for them alone. In a team that has it they can be reached without.</summary>
    public bool HasBot { get; init; }

    /// <summary>How they are called in conversations with this bot.</summary>
    public string Mri => "29:1" + Id.Replace("-", "", StringComparison.Ordinal) + "Emulator_x-";

    public string Upn => Email ?? $"{Name.ToLowerInvariant().Replace(' ', '.')}@emulator.example";
}

/// <summary>A tag of the team: a named group that can be mentioned.</summary>
/// <param name="Name">As people see it.</param>
/// <param name="Members">Object ids.</param>
public sealed record TeamsTag(string Id, string Name, IReadOnlyList<string> Members);
