using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Edges.Teams.Inbound;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Edges.Teams.Rooms;
using ChatOpsIncident.Edges.Teams.Tokens;
using ChatOpsIncident.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>Teams in a host: what it is made of, and its place in the pipeline.</summary>
public static class TeamsEdge
{
    /// <summary>Where Teams calls.</summary>
    public const string Endpoint = "/api/messages";

    /// <summary>Adds Teams; needs <see cref="IStore"/>, <see cref="IBot"/> and <see cref="TimeProvider"/>. To be added after what has to be ready before the first request.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var http = new HttpClient(Calling.Connection());
        services.AddSingleton(settings).AddSingleton<ServiceHosts>().AddSingleton<InboundToken>().AddSingleton<Paces>().AddSingleton<TeamsTroubles>();
        services.AddSingleton(s => new SigningKeys(http, settings, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SigningKeys>>()));
        services.AddSingleton(s => new TeamsCalls(http, Tokens(http, settings, s.GetRequiredService<TimeProvider>()), s.GetRequiredService<Paces>(), s.GetRequiredService<TeamsTroubles>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConnectorApi>().AddSingleton<GraphApi>().AddSingleton<TeamsTags>().AddSingleton<TeamsMessages>();
        services.AddSingleton<IFiles>(s => new TeamsFiles(s.GetRequiredService<GraphApi>(), http, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new FileOffers(s.GetRequiredService<ConnectorApi>(), s.GetRequiredService<TeamsPeople>(), s.GetRequiredService<IBot>(), http, s.GetRequiredService<ILogger<FileOffers>>()));
        services.AddSingleton<Places>().AddSingleton<TeamsPeople>().AddSingleton<TeamsDirectory>().AddSingleton<TeamsLinks>().AddSingleton<TeamsDrawing>();
        services.AddSingleton<GraphPeople>().AddSingleton<CatalogApp>().AddSingleton<Channels>().AddSingleton<GroupChats>().AddSingleton<Presence>().AddSingleton<ChannelNames>().AddSingleton<TeamsRooms>().AddSingleton<TeamsPosts>().AddSingleton<TeamsChat>().AddSingleton(s => new TeamsHealth(s.GetRequiredService<TeamsTroubles>()));
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<TeamsDirectory>()).AddSingleton<IChat>(s => s.GetRequiredService<TeamsChat>());
        services.AddSingleton<Drawn>().AddSingleton<Privately>().AddSingleton<Answers>().AddSingleton<Learning>().AddSingleton<Repeats>().AddSingleton<TeamsPipeline>().AddSingleton<TeamsDoor>();
        services.TryAddSingleton<Afterwards>();
        return services.AddHostedService(s => s.GetRequiredService<Afterwards>()).AddHostedService<TeamsAtStart>();
    }

    /// <summary>The endpoint that Teams calls. It authenticates itself; a look at it with a browser is answered 405.</summary>
    public static void UseTeams(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost(Endpoint, (HttpRequest request, TeamsDoor door) => door.Enter(request));
        app.MapMethods(Endpoint, ["GET", "HEAD", "PUT", "DELETE", "PATCH"], () => Results.StatusCode(StatusCodes.Status405MethodNotAllowed));
    }

    private static OurTokens? Tokens(HttpClient http, TeamsSettings settings, TimeProvider clock) =>
        Proofs.Of(settings, clock) is { } proof ? new(http, settings, proof, clock) : null;
}
