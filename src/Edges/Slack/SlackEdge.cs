using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.Inbound;
using ChatOpsIncident.Edges.Slack.People;
using ChatOpsIncident.Edges.Slack.SocketMode;
using ChatOpsIncident.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Slack in a host: what it is made of, and its place in the pipeline.</summary>
public static class SlackEdge
{
    /// <summary>Adds Slack; needs <see cref="IStore"/>, <see cref="IBot"/> and <see cref="TimeProvider"/>. To be added after what has to be ready before the first request.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var http = new HttpClient(SlackApi.Connection());
        services.AddSingleton(settings);
        services.AddSingleton(s => new SlackApi(http, settings, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SlackApi>>(), s.GetRequiredService<SlackMoves>()));
        services.AddSingleton(s => new ResponseUrls(http, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IFiles>(s => new SlackFiles(s.GetRequiredService<SlackApi>(), http, settings, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new FileHandOver(s.GetRequiredService<SlackApi>(), http));
        services.AddSingleton<SlackMoves>().AddSingleton<SlackSelf>().AddSingleton<SlackLinks>().AddSingleton<SlackDrawing>().AddSingleton<SlackDirectory>();
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<SlackDirectory>()).AddSingleton<IChat, SlackChat>();
        services.AddSingleton<Drawing>().AddSingleton<Sending>().AddSingleton<Answers>().AddSingleton<Home>().AddSingleton<Greeting>().AddSingleton<Capturing>().AddSingleton<Touching>();
        services.AddSingleton<InstallationState>().AddSingleton<SocketState>().AddSingleton<SlackHealth>().AddSingleton<IPipeline, Pipeline>();
        services.TryAddSingleton<Afterwards>();
        services.AddHostedService(s => s.GetRequiredService<Afterwards>()).AddHostedService<SlackDryRun>();
        if (settings.SigningSecret is { } secret)
            services.AddSingleton(s => new Signature(secret, s.GetRequiredService<TimeProvider>())).AddSingleton<Replays>().AddSingleton<Door>();
        if (settings.AppToken is not null)
        {
            services.AddSingleton(new SocketTimes()).AddSingleton<SocketAddress>(s => cancel => Address(s.GetRequiredService<SlackApi>(), cancel));
            services.AddHostedService<SocketLoop>();
        }
        return services.AddHostedService<SlackAtStart>();
    }

    /// <summary>The endpoints that Slack calls, where a signing secret is set. They authenticate themselves.</summary>
    public static void UseSlack(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<SlackSettings>().SigningSecret is not null) SlackRoutes.Map(app);
    }

    private static async Task<Uri> Address(SlackApi api, CancellationToken cancel)
    {
        var opened = await api.Call("apps.connections.open", SlackArguments.None, cancel);
        return Uri.TryCreate(opened.Text("url"), UriKind.Absolute, out var address) && address.Scheme is "wss" or "ws"
            ? address
            : throw new SlackMaybeDoneException("apps.connections.open named no address.");
    }
}
