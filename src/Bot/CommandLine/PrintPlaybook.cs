using System.CommandLine;
using ChatOpsIncident.Bot.Composition;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Preparation;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary><c>playbook</c>: the current version as YAML; before the first start, the one that ships.</summary>
internal static class PrintPlaybook
{
    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var command = new Command("playbook", "Print the current playbook as YAML; before the first start, the one that ships");
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        if (Settings.InOrder(HostSettings.Read(Commands.Settings(parsed)).Configuration) is not { } settings) return Commands.WrongUsage;
        try
        {
            await Console.Out.WriteAsync(await Yaml(settings.Storage, cancel));
            return Commands.Good;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreFromTheFutureException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Commands.No;
        }
    }

    private static async Task<string> Yaml(StorageOptions storage, CancellationToken cancel)
    {
        if (Stores.Find(storage, TimeProvider.System) is not { } store) return Playbooks.DefaultText;
        await using var closing = store as IAsyncDisposable;
        var organisation = await PlaybookAtStart.Stored(store, cancel);
        return organisation.Current is { } current ? FormattableString.Invariant($"# Playbook version {current.Version}\n{current.Yaml}") : Playbooks.DefaultText;
    }
}
