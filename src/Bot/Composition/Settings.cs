using System.Collections.Immutable;
using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Teams;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>What the configuration says, once it was found to be in order.</summary>
internal sealed class Settings(IConfiguration configuration)
{
    private static readonly ImmutableArray<string> Known =
    [
        .. StorageOptions.Names, "Playbook:Path", SecretFiles.Setting, "WebChat:Enabled", "Slack:BotToken", "Slack:SigningSecret", "Slack:AppToken", "Slack:ApiUrl", "Slack:TeamId",
        .. TeamsOptions.Names,
    ];

    /// <summary>Those that can also be written one by one.</summary>
    private static readonly ImmutableArray<string> Lists = ["Teams:TenantId:", "Teams:AllowedServiceHosts:"];

    /// <summary>Fixed names of what comes with later versions: said to be so, instead of being ignored.</summary>
    private static readonly ImmutableArray<string> Later =
    [
        "Evidence:SigningKeyPath", "WebChat:Authority", "Alerts",
        "Paging",
    ];

    private static readonly ImmutableArray<string> Sections = ["Storage", "Evidence", "Playbook", "WebChat", "Slack", "Teams", "Alerts", "Paging", "Secrets"];

    /// <summary>Where the store and the content of evidence are.</summary>
    public StorageOptions Storage { get; } = new(configuration);

    /// <summary>The playbook's YAML; null: the one that ships.</summary>
    public string? PlaybookPath => configuration["Playbook:Path"];

    /// <summary>The workspace; null: Slack is off.</summary>
    public SlackSettings? Slack => SlackOptions.Read(configuration);

    /// <summary>The organisation in Teams; null: Teams is off.</summary>
    public TeamsSettings? Teams => TeamsOptions.Read(configuration);

    /// <summary>Whether the web chat runs: by its own setting, else where nothing else is configured.</summary>
    public bool WebChat => bool.TryParse(configuration["WebChat:Enabled"], out var enabled) ? enabled : Slack is null && Teams is null;

    /// <summary>The settings; null if they are not in order: every fault stands on the error output then.</summary>
    public static Settings? InOrder(IConfiguration configuration)
    {
        var faults = Faults(configuration);
        foreach (var fault in faults) Console.Error.WriteLine(fault);
        return faults.IsEmpty ? new(configuration) : null;
    }

    /// <summary>The same of all that the bot's own settings can come from.</summary>
    public static Settings? InOrder(ConfigurationManager configuration)
    {
        SecretFiles.Add(configuration);
        return InOrder((IConfiguration)configuration);
    }

    /// <summary>Everything that is wrong with the settings, each with what to write instead; none if all is well.</summary>
    public static ImmutableArray<string> Faults(IConfiguration configuration)
    {
        var set = Sections.SelectMany(s => configuration.GetSection(s).AsEnumerable()).Where(p => p.Value is not null).Select(p => p.Key);
        return [.. set.Select(Unknown).OfType<string>().Concat(Values(configuration)).Distinct()];
    }

    private static string? Unknown(string name)
    {
        if (Known.Contains(name, StringComparer.OrdinalIgnoreCase) || Lists.Any(l => name.StartsWith(l, StringComparison.OrdinalIgnoreCase))) return null;
        if (Later.Any(l => name.Equals(l, StringComparison.OrdinalIgnoreCase) || name.StartsWith(l + ":", StringComparison.OrdinalIgnoreCase)))
            return $"{name}: this version does not have it yet. Remove it; until then there are Slack, Teams and the web chat.";
        return $"{name}: there is no such setting. Did you mean {Known.MinBy(k => Letters.Apart(k.ToUpperInvariant(), name.ToUpperInvariant()))}? The settings are {string.Join(", ", Known)}.";
    }

    private static IEnumerable<string> Values(IConfiguration configuration)
    {
        foreach (var fault in StorageOptions.Faults(configuration)) yield return fault;
        if (configuration["WebChat:Enabled"] is { } enabled && !bool.TryParse(enabled, out _))
            yield return $"WebChat:Enabled: '{enabled}' is neither. Write true or false.";
        if (configuration["Playbook:Path"] is { Length: > 0 } playbook && !File.Exists(playbook))
            yield return $"Playbook:Path: there is no file {Path.GetFullPath(playbook)}. Write the path of a playbook, or leave it out for the one that ships.";
        if (SecretFiles.Fault(configuration) is { } secrets) yield return secrets;
        if (Observing.Fault(configuration) is { } shape) yield return shape;
        foreach (var fault in SlackOptions.Faults(configuration).Concat(TeamsOptions.Faults(configuration))) yield return fault;
    }
}
