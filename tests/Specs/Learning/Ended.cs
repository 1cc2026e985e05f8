using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

/// <summary>INC-42 after its end: reported by Ana, decided by Ben, worked on by Ben and Chi, and what it says.</summary>
internal static class Ended
{
    public static readonly Reported Mail = new(
        42, "Finance got a mail asking to change bank details", null, null, "phishing-bec", Ana, "web", Visibility.Open, "inc-42-finance-mail-change");

    /// <summary>Everything between report and end, in one step.</summary>
    public static readonly Responded TheEnd = new();

    public static readonly PromptsSent Asked = new([Ana, Ben, Chi], SmallPlaybook.Prompts, Noon.AddDays(3));

    public static readonly Contributed AnaAnswered = new(0, [new("what", "Two people saw it at once")]);

    public static readonly Reviewed DrawnUp = new(Responded.Times, 3, 1);

    public static readonly LessonRecorded Supplier = new(1, "Call the supplier on the known number");

    public static readonly ActionAgreed ChiTrains = new(1, "Train finance on changed bank details", Chi, Noon.AddDays(14), ActionKind.Training);

    /// <summary>The tick at this time.</summary>
    public static Spec AlarmAt(this Spec spec, DateTimeOffset time) =>
        spec.At(m => m with { Now = time, Who = Actor.Bot }).When(new Incidents.Alarm.Tick());

    /// <summary>What the last of the events says, in plain words, each with the place where.</summary>
    public static string[] Says(this Spec spec, Incidents.Timeline.Event<Incident> @event)
    {
        var recorded = new Recorded("S", 9, spec.Moment.Now, spec.Moment.Who.Person, false, "r", 1, @event, new string('0', 64), "{}");
        return [.. @event.Sends(spec.State, recorded).OfType<Message>().Select(m => $"{(m.Where is Directly to ? to.Person.Id : "room")}: {m.Text}")];
    }

    /// <summary>What words come to in this state.</summary>
    public static Understood Typed(this Spec spec, Offer offer, string words) => offer.Read(Arguments.Typed(words), spec.State, spec.Moment);

    /// <summary>What a button or a form comes to in this state.</summary>
    public static Understood Sent(this Spec spec, Offer offer, Said from, params (string Name, string Value)[] values) =>
        offer.Read(Arguments.Of(from, values.ToImmutableDictionary(v => v.Name, v => v.Value)), spec.State, spec.Moment);
}

/// <summary>A stand-in for the whole response: declared SEV2 at 12:05, contained 13:02, cause removed 15:00, recovered 17:30, resolved 18:00, all of the day before.</summary>
internal sealed record Responded : Incidents.Timeline.Event<Incident>
{
    private static readonly DateTimeOffset Day = Noon.AddDays(-1);

    public static MeasuredTimes Times { get; } = new(
        Day, Day.AddMinutes(2), Day.AddMinutes(5), Day.AddMinutes(62), Day.AddHours(3), Day.AddHours(5.5), Day.AddHours(6));

    internal override Rich Line => "responded to";

    internal override Incident Evolve(Incident i) => i with
    {
        Detection = i.Detection! with { ReportedAt = Day },
        Assessment = i.Assessment with { Acknowledged = new(Ben, Day.AddMinutes(2)), Verdict = new(Outcome.Declared, Ben, Day.AddMinutes(5)) },
        Response = i.Response with
        {
            Severity = "SEV2",
            Roles = i.Response.Roles.Add("commander", Ben),
            Responders = [Ben, Chi],
            ContainedAt = Day.AddMinutes(62),
            EradicatedAt = Day.AddHours(3),
            RecoveredAt = Day.AddHours(5.5),
            ResolvedAt = Day.AddHours(6),
        },
    };
}
