using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>What the engine measures while incidents are lived through.</summary>
public class TelemetrySpecs
{
    [Fact]
    public void A_life_with_trouble_measures_answers_appends_conflicts_due_work_the_chats_lag_and_its_calls()
    {
        var measured = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == Telemetry.Name) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.TryAdd(instrument.Name, Names(tags)));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.TryAdd(instrument.Name, Names(tags)));
        listener.Start();

        for (var seed = 1; seed <= 8; seed++) Simulation.Simulation.Run(seed);

        measured.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value}").ShouldBe([
            "chatops_incident.answers platform kind outcome",
            "chatops_incident.append_conflicts stream",
            "chatops_incident.appends stream",
            "chatops_incident.chat_calls platform call outcome",
            "chatops_incident.due_lag ",
            "chatops_incident.reconcile_lag ",
        ]);
        foreach (var name in measured.Keys) House.Repository.Read("README.md").ShouldContain($"`{name}`");
    }

    [Fact]
    public void No_call_of_a_chat_goes_past_its_measure()
    {
        var map = typeof(MeasuredChat).GetInterfaceMap(typeof(IChat));
        map.TargetMethods.Where(m => m.DeclaringType != typeof(MeasuredChat)).Select(m => m.Name).ShouldBeEmpty();
    }

    /// <summary>Each way that a call can end, as whoever watches sees it.</summary>
    public static TheoryData<Exception?, string> Ends => new()
    {
        { null, "done" },
        { new ChatBusyException(TimeSpan.FromSeconds(1)), "busy" },
        { new ChatForbiddenException("The tenant does not allow it."), "forbidden" },
        { new ChatClosedException("The room is archived."), "closed" },
        { new ChatRefusedException("Nobody is called that."), "refused" },
        { new ChatGoneException("There is no such message."), "gone" },
        { new ChatMaybeDoneException("No answer came."), "unknown" },
        { new IOException("The line broke."), "unknown" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task How_a_call_ended_has_its_own_word(Exception? fault, string word)
    {
        var (platform, outcomes) = ("spec " + fault?.GetType().Name, new ConcurrentQueue<string>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name == "chatops_incident.chat_calls") l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(t => t.Key, t => (string)t.Value!);
            if (all["platform"] == platform) outcomes.Enqueue(all["outcome"]);
        });
        listener.Start();
        var calling = new MeasuredChat(new RecordedCalls { Platform = platform, Fault = fault }, TimeProvider.System).Pin("m", default);
        if (fault is null) await calling;
        else (await Should.ThrowAsync<Exception>(() => calling)).ShouldBe(fault);
        outcomes.ShouldBe([word]);
        House.Repository.Read("README.md").ShouldContain($"`{word}`");
    }

    private static string Names(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(t => t.Key));
}
