using ChatOpsIncident.Edges.WebChat.Api;
using ChatOpsIncident.Edges.WebChat.Guards;
using ChatOpsIncident.Edges.WebChat.Live;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOpsIncident.Edges.WebChat;

/// <summary>The web chat in a host: what it is made of, and its place in the pipeline.</summary>
public static class WebChatEdge
{
    /// <summary>Adds the web chat; needs <see cref="IStore"/>, <see cref="IBot"/> and <see cref="TimeProvider"/>.</summary>
    /// <param name="severalInstances">Others may run on this store: their pages hear of what happens here.</param>
    public static IServiceCollection AddWebChat(this IServiceCollection services, bool severalInstances = false)
    {
        if (severalInstances) services.AddHostedService<Grapevine>();
        services.AddSignalR(o => o.MaximumReceiveMessageSize = 4 * 1024);
        services.AddSingleton<SampleOrganisation>().AddSingleton<IDirectory>(s => s.GetRequiredService<SampleOrganisation>());
        services.AddSingleton<PlaceRows>().AddSingleton<Posts>().AddSingleton<Sidebar>().AddSingleton<PrivateAnswers>().AddSingleton<Lobby>();
        services.AddSingleton<Notices>().AddSingleton<Answering>().AddSingleton<Speaking>().AddSingleton<Reading>();
        services.AddSingleton<IChat>(s => new WebChatPlatform(s.GetRequiredService<PlaceRows>(), s.GetRequiredService<Posts>(), s.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<LobbyAtStart>();
    }

    /// <summary>Guards, page, calls and live notices. Before it come endpoints that authenticate themselves or need no rule, such as health.</summary>
    /// <param name="unguarded">Paths that this rule is not for.</param>
    public static void UseWebChat(this WebApplication app, params string[] unguarded)
    {
        app.UseWhen(http => !unguarded.Any(path => http.Request.Path.StartsWithSegments(path)), guarded =>
        {
            guarded.Use((http, next) => PageHeaders.Invoke(http, _ => next()));
            guarded.Use((http, next) => WithoutSignIn.Invoke(http, _ => next()));
            guarded.Use((http, next) => SameSite.Invoke(http, _ => next()));
            guarded.UseDefaultFiles().UseStaticFiles();
        });
        ChatRoutes.Map(app);
        app.MapHub<LiveHub>("/chat/live");
        app.Services.GetRequiredService<Notices>();
    }

    private sealed class LobbyAtStart(Lobby lobby) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => lobby.Open(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
