using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Guards;

/// <summary>Without sign-in only this machine is answered.</summary>
internal static class WithoutSignIn
{
    private const string Elsewhere =
        "The web chat has no sign-in here, so it answers only a browser on its own machine, at http://localhost with its port. "
        + "Reaching it from elsewhere needs sign-in, set by WebChat:Authority, which comes with a later version. "
        + "To run the bot without web chat, set WebChat:Enabled to false.";

    public static Task Invoke(HttpContext http, RequestDelegate next) => OnThisMachine.Sent(http) ? next(http) : Refusal.Write(http, StatusCodes.Status403Forbidden, Elsewhere);
}
