using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.People;
using ChatOpsIncident.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Asks once whether the token is good. The bot starts all the same: what people do is stored, and Slack is told later.</summary>
internal sealed class SlackAtStart(SlackSelf self, SlackDirectory people, SlackSettings settings, Afterwards afterwards, ILogger<SlackAtStart> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        afterwards.Begin(Ask);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Ask(CancellationToken cancel)
    {
        try
        {
            var me = await self.Get(cancel);
            log.LogInformation("In Slack as {User} in workspace {Team}, {Way}", me.User, me.Team, settings.AppToken is null ? "by HTTP" : "by Socket Mode");
            if (me.NeedsTeam) log.LogError("{Says}", Setup.Examination.NeedsTeam);
            await people.Warm(cancel);
        }
        catch (SlackErrorException no)
        {
            log.LogError("Slack refuses {Why}. If it is about the token: copy the Bot User OAuth Token from OAuth & Permissions of the app to Slack:BotToken; doctor says more", no.Message);
        }
        catch (Exception e) when (e is SlackBusyException or SlackMaybeDoneException or DirectoryUnavailableException)
        {
            log.LogWarning("Slack cannot be reached now. What people do elsewhere is stored, and Slack follows as soon as it can");
        }
    }
}
