using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Teams;
using ChatOpsIncident.Edges.WebChat;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Puts the program together: settings, store, engine, edges.</summary>
internal static class BotHost
{
    /// <summary>Where an address could be set; without any it is http://localhost:5080.</summary>
    private static readonly string[] Addresses = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    /// <summary>Runs until it is stopped. 0: stopped in peace; 1: could not start or go on; 2: the settings are not in order. Why stands on the error output.</summary>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            if (Build(args) is not { } host) return 2;
            await host.RunAsync();
            return 0;
        }
        catch (Exception e) when (IsOurWord(e))
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Whether its message alone says what is wrong, and what to do.</summary>
    private static bool IsOurWord(Exception e) => e is StartRefusedException or StoreUnavailableException or StoreUncertainException
        or StoreFromTheFutureException or FromTheFutureException or IOException;

    /// <summary>The host; null if the settings are not in order.</summary>
    private static WebApplication? Build(string[] args)
    {
        var builder = HostSettings.Read(args, PublishedPage());
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        if (Addresses.All(name => !builder.Configuration.GetSection(name).Exists())) builder.WebHost.UseUrls("http://localhost:5080");
        if (Settings.InOrder(builder.Configuration) is not { } settings) return null;
        Observing.Add(builder);
        Add(builder.Services, settings);
        return Use(builder.Build());
    }

    private static void Add(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton<IChance, Chance>();
        Stores.Add(services, settings.Storage);
        if (settings.WebChat) services.AddWebChat(severalInstances: settings.Storage.IsTables);
        services.AddSingleton(s => new BotEngine(
            s.GetRequiredService<IStore>(), [.. s.GetServices<IChat>()], [.. s.GetServices<IDirectory>()], s.GetRequiredService<IEvidence>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<IChance>(), s.GetRequiredService<ILogger<BotEngine>>(),
            s.GetRequiredService<IInstances>(), [.. s.GetServices<IFiles>()]));
        services.AddSingleton<IBot>(s => s.GetRequiredService<BotEngine>()).AddHostedService<AdoptionAtStart>().AddHostedService<DryRun>().AddHostedService<EngineLoop>();
        if (settings.Slack is { } slack) services.AddSlack(slack);
        if (settings.Teams is { } teams) services.AddTeams(teams);
        services.AddHostedService<Welcome>();
    }

    private static WebApplication Use(WebApplication app)
    {
        Health.Map(app);
        var settings = app.Services.GetRequiredService<Settings>();
        if (settings.Slack is not null) app.UseSlack();
        if (settings.Teams is not null) app.UseTeams();
        if (settings.WebChat) app.UseWebChat("/health", "/slack", TeamsEdge.Endpoint);
        return app;
    }

    /// <summary>A published bot finds its page beside itself, wherever it was started; else the build knows where it is.</summary>
    private static string? PublishedPage() => Path.Combine(AppContext.BaseDirectory, "wwwroot") is var page && Directory.Exists(page) ? page : null;
}
