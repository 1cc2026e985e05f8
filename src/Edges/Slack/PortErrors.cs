using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Says in the port's words what Slack said.</summary>
internal static class PortErrors
{
    /// <summary>What only an operator can change is asked for again this often; nothing is lost meanwhile.</summary>
    private static readonly TimeSpan Parked = TimeSpan.FromMinutes(1);

    public static async Task<T> Careful<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (SlackBusyException busy)
        {
            throw new ChatBusyException(busy.After);
        }
        catch (SlackMaybeDoneException unknown)
        {
            throw new ChatMaybeDoneException(unknown.Message, unknown);
        }
        catch (SlackErrorException error)
        {
            throw Said(error);
        }
    }

    public static Task Careful(Func<Task> act) => Careful(async () =>
    {
        await act();
        return true;
    });

    private static Exception Said(SlackErrorException error) => error.Kind switch
    {
        ErrorKind.Installation or ErrorKind.Configuration => new ChatBusyException(Parked),
        ErrorKind.MessageGone => new ChatGoneException(error.Message),
        ErrorKind.Refused or ErrorKind.OurFault => new ChatRefusedException(error.Message),
        // A word that we do not know yet: looked at before it is repeated, with growing pauses.
        _ => new ChatMaybeDoneException(error.Message, error),
    };
}
