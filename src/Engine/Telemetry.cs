using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ChatOpsIncident.Engine;

/// <summary>
/// What the engine measures and traces, under one name for both. Times are seconds. Tags never hold what a person wrote, nor who they are;
/// a stream's id stands on traces only.
/// </summary>
public static class Telemetry
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "ChatOpsIncident";

    private static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> AnswerTime = Seconds("chatops_incident.answers", "From a request's arrival to its answer; what was told as stored is stored by then.");
    private static readonly Counter<long> Appends = Meter.CreateCounter<long>("chatops_incident.appends", "{event}", "Events stored.");
    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("chatops_incident.append_conflicts", "{append}", "Appends that lost against another one, or whose answer was lost, and were decided again.");
    private static readonly Histogram<double> DueLag = Seconds("chatops_incident.due_lag", "From the time of due work to when it was begun.");
    private static readonly Histogram<double> ReconcileLag = Seconds("chatops_incident.reconcile_lag", "From an event to when the chat shows all that follows from it.");
    private static readonly Histogram<double> CallTime = Seconds("chatops_incident.chat_calls", "Calls of a platform's chat, and how they ended.");

    internal static Activity? Answering(Inbound inbound) =>
        Traces.StartActivity("answer", ActivityKind.Server)?.SetTag("platform", inbound.Who.Platform).SetTag("request", inbound.Request);

    internal static Activity? Visiting(string stream) => Traces.StartActivity("visit")?.SetTag("stream", stream);

    internal static void Answered(Inbound inbound, Reply reply, TimeSpan after) => AnswerTime.Record(
        after.TotalSeconds,
        new("platform", inbound.Who.Platform),
        new("kind", inbound switch { Slash => "command", Click => "button", Submit => "form", _ => "message" }),
        new("outcome", reply switch { Asked => "asked", Told { NotStored: true } => "not_stored", Told { Refusal: true } => "refused", _ => "told" }));

    internal static void Appended(string kind, int events) => Appends.Add(events, new KeyValuePair<string, object?>("stream", kind));

    internal static void Conflicted(string kind) => Conflicts.Add(1, new KeyValuePair<string, object?>("stream", kind));

    internal static void Begun(TimeSpan late) => DueLag.Record(Math.Max(0, late.TotalSeconds));

    internal static void Shown(TimeSpan after) => ReconcileLag.Record(Math.Max(0, after.TotalSeconds));

    /// <param name="platform">On which it was made.</param>
    /// <param name="what">The chat port's word for it.</param>
    /// <param name="outcome">done, busy, forbidden, closed, refused, gone or unknown; README says what each means.</param>
    /// <param name="took">How long it was waited for.</param>
    internal static void Called(string platform, string what, string outcome, TimeSpan took) =>
        CallTime.Record(took.TotalSeconds, new("platform", platform), new("call", what), new("outcome", outcome));

    private static Histogram<double> Seconds(string name, string what) => Meter.CreateHistogram<double>(name, "s", what);
}
