using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Before anything else: the playbook that the organisation runs on.</summary>
internal sealed class AdoptionAtStart(BotEngine engine, Settings settings, IChance chance, ILogger<AdoptionAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var file = settings.PlaybookPath is { Length: > 0 } path ? Candidate(path) : null;
        var decision = await engine.Send(new AdoptPlaybook(file, PlaybookCandidate.Shipped), "start." + Convert.ToHexStringLower(chance.Bytes(12)));
        if (decision is Refused refused) throw new StartRefusedException(refused.Why.ToString());
        log.LogInformation("Playbook version {Version} is in use", (await engine.Organisation(cancellationToken)).Current?.Version);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static PlaybookCandidate Candidate(string path)
    {
        var (candidate, reading) = PlaybookCandidate.Of(PlaybookFiles.Read(path));
        return candidate ?? throw new StartRefusedException($"Playbook:Path: {path} has faults.\n{string.Join('\n', reading.Faults)}");
    }
}

/// <summary>The bot cannot start like this: what is wrong, and what to do.</summary>
internal sealed class StartRefusedException(string says) : Exception(says);
