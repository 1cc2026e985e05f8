using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Teams;
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
                var state = new Dictionary<string, string> { ["status"] = "ready" };
                if (services.GetService<SlackHealth>() is { } slack) state["slack"] = slack.Trouble ?? "connected";
                if (services.GetService<TeamsHealth>() is { } teams) state["teams"] = teams.Trouble ?? "connected";
                return Results.Json(state);
            }
            catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException)
            {
                return Results.Json(new { status = "not ready", because = e.Message }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
