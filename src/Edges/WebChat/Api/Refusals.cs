using ChatOpsIncident.Edges.WebChat.Guards;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.WebChat.Api;

/// <summary>Makes of everything that can go wrong an answer that says what to do next. The page keeps what was typed.</summary>
internal static class Refusals
{
    public static async ValueTask<object?> Kindly(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (CallRefusedException e)
        {
            return Say(e.Status, e.Message);
        }
        catch (StoreUnavailableException e)
        {
            return Say(StatusCodes.Status503ServiceUnavailable, $"Not stored, try again. {e.Message}");
        }
        catch (Exception e) when (e is StoreUncertainException or StoreConflictException)
        {
            return Say(StatusCodes.Status503ServiceUnavailable, "Not known whether it was stored; try again: it never counts twice.");
        }
        catch (BadHttpRequestException e)
        {
            return Say(e.StatusCode, "The call can't be read. Reload the page and try again; what you typed stays.");
        }
        catch (OperationCanceledException) when (call.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception e)
        {
            var log = call.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("WebChat");
            log.LogError(e, "A call of the page did not go through: {Route}", call.HttpContext.GetEndpoint()?.DisplayName);
            return Say(StatusCodes.Status500InternalServerError, "This did not go through; the bot's log says why. Nothing you typed is lost; try again.");
        }
    }

    private static IResult Say(int status, string says) => Results.Json(new Refusal(says), RowKeys.Json, statusCode: status);
}
