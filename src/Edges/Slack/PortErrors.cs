using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Says in the port's words what Slack said.</summary>
internal static class PortErrors
{
    /// <summary>What only an operator can change is asked for again this often; nothing is lost meanwhile.</summary>
    private static readonly TimeSpan Parked = TimeSpan.FromMinutes(1);

    /// <param name="channel">The room that it is about; null: none, or a conversation with one person.</param>
    public static async Task<T> Careful<T>(Func<Task<T>> act, string? channel = null)
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
            throw channel is not null && Closed(error) is { } closed ? closed : Said(error);
        }
    }

    public static Task Careful(Func<Task> act, string? channel = null) => Careful(
        async () =>
        {
            await act();
            return true;
        },
        channel);

    /// <summary>
    /// An archived channel says so; one that was deleted, and a private one that we were taken out of, look alike. Joining is for public channels only:
    /// where that is the answer, it is a private one.
    /// </summary>
    private static ChatClosedException? Closed(SlackErrorException error) => error.Error switch
    {
        "is_archived" or "is_inactive" => new ChatClosedException(error.Message),
        "channel_not_found" or "not_in_channel" or "method_not_supported_for_channel_type" => new ChatClosedException(error.Message) { PerhapsPutOut = true },
        _ => null,
    };

    private static Exception Said(SlackErrorException error) => error.Kind switch
    {
        ErrorKind.Installation or ErrorKind.Configuration => new ChatBusyException(Parked),
        ErrorKind.MessageGone => new ChatGoneException(error.Message),
        ErrorKind.Refused or ErrorKind.OurFault => new ChatRefusedException(error.Message),
        // A word that we do not know yet: looked at before it is repeated, with growing pauses.
        _ => new ChatMaybeDoneException(error.Message, error),
    };
}
