using ChatOpsIncident.Engine;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>
/// What the bot tells whoever runs it: lines on the console, and metrics, traces and logs by OpenTelemetry where its own variables
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and the like, https://opentelemetry.io/docs/specs/otel/protocol/exporter/) name a collector.
/// </summary>
internal static class Observing
{
    /// <summary>The logs' shape on the console: <c>lines</c> for people, <c>json</c> for machines.</summary>
    public const string Shape = "Logging:Console:Shape";

    /// <summary>The variable that names the collector; without it nothing is sent anywhere.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Add(WebApplicationBuilder builder)
    {
        var logging = builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        if (IsJson(builder.Configuration)) logging.AddJsonConsole(o => (o.IncludeScopes, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "O"));
        else logging.AddConsole(o => o.FormatterName = ShortLines.FormatterName).AddConsoleFormatter<ShortLines, ShortLinesOptions>();
        if (string.IsNullOrEmpty(builder.Configuration[Collector])) return;
        logging.AddOpenTelemetry(o => (o.IncludeScopes, o.IncludeFormattedMessage) = (true, true));
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("chatops-incident", serviceVersion: typeof(Observing).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(m => m.AddMeter(Telemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
            // Addresses can hold secrets (a response_url is one): calls to the platforms are in the metrics, not in the traces.
            .WithTracing(t => t.AddSource(Telemetry.Name).AddAspNetCoreInstrumentation(o => o.Filter = c => !c.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)))
            .UseOtlpExporter();
    }

    /// <summary>What is wrong with its setting; null: nothing.</summary>
    public static string? Fault(IConfiguration configuration) => configuration[Shape] is not (null or "lines" or "json")
        ? $"{Shape}: '{configuration[Shape]}' is neither. Write lines or json."
        : null;

    private static bool IsJson(ConfigurationManager configuration) => configuration[Shape] == "json";
}
