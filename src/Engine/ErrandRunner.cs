using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Carries what one stream has to tell another, as a command of the bot whose request id names stream and event.</summary>
internal sealed class ErrandRunner(Func<string, string, Command, Task<Decision?>> send) : IErrandRunner
{
    public async Task<bool> Run(Errand errand, string source, string request)
    {
        try
        {
            var decision = await send(errand.TargetStream, "errand:" + request, errand.Command);
            if (decision is Refused refused && errand.Refused is { } back) await send(source, "refused:" + request, back(refused));
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreConflictException)
        {
            return false;
        }
    }
}
