using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>
/// Settings from files, one each, as containers mount their secrets: a file <c>Slack__BotToken</c> holds the value of <c>Slack:BotToken</c>.
/// What the environment or the command line says goes before.
/// </summary>
internal static class SecretFiles
{
    /// <summary>The folder with the files.</summary>
    public const string Setting = "Secrets:Path";

    /// <summary>Where Docker and many others mount them; nothing is missing if it is not there.</summary>
    private const string Usual = "/run/secrets";

    public static void Add(ConfigurationManager configuration)
    {
        var folder = configuration[Setting] ?? Usual;
        if (!Directory.Exists(folder)) return;
        var files = new KeyPerFileConfigurationSource { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)), IgnorePrefix = "." };
        var environment = configuration.Sources.LastOrDefault(s => s is EnvironmentVariablesConfigurationSource);
        configuration.Sources.Insert(environment is null ? configuration.Sources.Count : configuration.Sources.IndexOf(environment), files);
    }

    /// <summary>What is wrong with the setting; null: nothing.</summary>
    public static string? Fault(IConfiguration configuration) => configuration[Setting] is { } folder && !Directory.Exists(folder)
        ? $"{Setting}: there is no folder {Path.GetFullPath(folder)}. Write the folder that holds a file for each setting, or leave it out for {Usual}."
        : null;
}
