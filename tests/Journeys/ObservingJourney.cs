using System.Diagnostics;
using System.Text.Json;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>Whoever runs the bot sees how it does: by OpenTelemetry and in its log; never what people wrote.</summary>
public sealed class ObservingJourney : IAsyncLifetime
{
    private const string Report = "finance got a mail asking to change bank details";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BotProcess bot = new();
    private Collector collector = null!;

    public async ValueTask InitializeAsync()
    {
        collector = await Collector.Start();
        bot.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        bot.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        bot.Settings["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        bot.Settings["Logging__Console__Shape"] = "json";
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task A_collector_gets_how_long_answers_and_calls_take_and_no_word_of_a_report()
    {
        await bot.Start();
        using var people = new ApiPerson(bot);
        await people.Send(ApiPerson.Says("chi", "general", "/incident " + Report));

        await Arrive("metrics", "chatops_incident.answers", "chatops_incident.appends", "chatops_incident.reconcile_lag", "chatops_incident.chat_calls", "open_room", "http.server.request.duration");
        await Arrive("traces", "answer", "visit");
        foreach (var signal in (string[])["metrics", "traces", "logs"]) collector.Received(signal).ShouldNotContain("bank details");

        var lines = bot.Log.Split('\n').Where(l => l.StartsWith('{')).ToArray();
        lines.ShouldNotBeEmpty();
        foreach (var line in lines) JsonDocument.Parse(line).RootElement.GetProperty("LogLevel").GetString().ShouldNotBeNullOrEmpty();
    }

    private async Task Arrive(string signal, params string[] words)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(100))
            if (words.All(w => collector.Received(signal).Contains(w, StringComparison.Ordinal))) return;
        words.Where(w => !collector.Received(signal).Contains(w, StringComparison.Ordinal)).ShouldBeEmpty($"{signal} came without these");
    }
}
