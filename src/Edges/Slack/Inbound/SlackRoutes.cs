using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Where Slack calls; the addresses stand in the manifest.</summary>
internal static class SlackRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/slack/commands", (HttpRequest request, Door door) => door.Command(request));
        routes.MapPost("/slack/interactivity", (HttpRequest request, Door door) => door.Interaction(request));
        routes.MapPost("/slack/events", (HttpRequest request, Door door) => door.Event(request));
    }
}
