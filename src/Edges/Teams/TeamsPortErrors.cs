using System.Net;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>Says in the port's words what Teams said.</summary>
internal static class TeamsPortErrors
{
    /// <summary>What only an operator can change is asked for again this often; nothing is lost meanwhile.</summary>
    private static readonly TimeSpan Parked = TimeSpan.FromMinutes(1);

    public static async Task<T> Careful<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (TeamsBusyException busy)
        {
            throw new ChatBusyException(busy.After);
        }
        catch (TeamsMaybeDoneException unknown)
        {
            throw new ChatMaybeDoneException(unknown.Message, unknown);
        }
        catch (TeamsErrorException error)
        {
            throw Said(error);
        }
    }

    public static Task Careful(Func<Task> act) => Careful(async () =>
    {
        await act();
        return true;
    });

    private static Exception Said(TeamsErrorException error) => (error.Status, error.Code) switch
    {
        // Somebody has to make room in the team.
        (_, "LimitExceeded") => new ChatBusyException(Parked),
        (HttpStatusCode.NotFound, _) => new ChatGoneException(error.Message),
        // Somebody has to install the app, consent or unblock; it goes on by itself then.
        (HttpStatusCode.Unauthorized, _) or (HttpStatusCode.Forbidden, "BotDisabledByAdmin" or "BotNotInConversationRoster" or "Forbidden" or "Authorization_RequestDenied") => new ChatBusyException(Parked),
        _ => new ChatRefusedException(error.Message),
    };
}
