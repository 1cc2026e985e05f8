using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Whether the bot runs, and whether it can work.</summary>
internal static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", async (IStore store, IServiceProvider services, CancellationToken cancel) =>
        {
            try
            {
                await store.Read(new(TableNames.Index, "health", "ready"), cancel);
                return services.GetService<SlackHealth>() is { } slack
                    ? Results.Json(new { status = "ready", slack = slack.Trouble ?? "connected" })
                    : Results.Json(new { status = "ready" });
            }
            catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException)
            {
                return Results.Json(new { status = "not ready", because = e.Message }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
