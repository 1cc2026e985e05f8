using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Storage.Moving;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Before anything else: the playbook that the organisation runs on. A faulty file stops the start, with every fault.</summary>
internal sealed class AdoptionAtStart(BotEngine engine, IStore store, Settings settings, IChance chance, ILogger<AdoptionAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await StoreCopy.IsUnfinished(store, cancellationToken))
            throw new StartRefusedException("The store is a copy that was not finished. Run store copy again to its end, then start the bot; nothing was changed.");
        ImmutableArray<PlaybookText>? file = settings.PlaybookPath is { Length: > 0 } path ? Texts(path) : null;
        var request = "start." + Convert.ToHexStringLower(chance.Bytes(12));
        var start = await PlaybookAtStart.Adopt(file, request, engine.Send, () => engine.Organisation(cancellationToken));
        if (start.Faults.Length > 0) throw Faulty(start.Faults);
        log.LogInformation("{InUse}", start.Says?.ToString());
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ImmutableArray<PlaybookText> Texts(string path)
    {
        var (texts, faults) = PlaybookFiles.Read(path);
        return faults.IsEmpty ? texts : throw Faulty(faults);
    }

    private static StartRefusedException Faulty(IEnumerable<PlaybookFault> faults) => new(
        $"{string.Join('\n', faults)}\nThe bot does not start on a playbook with faults. Correct them, or take Playbook:Path out; nothing was changed.");
}

/// <summary>The bot cannot start like this: what is wrong, and what to do.</summary>
internal sealed class StartRefusedException(string says) : Exception(says);
