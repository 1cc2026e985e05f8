using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

/// <summary>A report that waits for somebody, and what it says.</summary>
internal static class Reports
{
    /// <summary>INC-42: Ana reported a mail.</summary>
    public static readonly Reported Mail = new(
        42, "Finance got a mail asking to change bank details", null, null, "phishing-bec", Ana, "web", Visibility.Open, "inc-42-finance-mail-change");

    /// <summary>Ben, who is on call, was told and has five minutes; the spec's "now" is two minutes after the report.</summary>
    public static readonly Paged BenTold = new(0, [Ben], Noon.AddMinutes(3));

    /// <summary>A moment whose roster is these people on call and these leads.</summary>
    public static Func<Moment, Moment> Staffed(Person[] onCall, params Person[] leads) => m => m with
    {
        Roster = new([.. onCall], ImmutableDictionary<string, ImmutableArray<Person>>.Empty.Add("leads", [.. leads])),
    };

    /// <summary>What an event says, in plain words, each with the place where.</summary>
    public static string[] Says(this Spec spec, Incidents.Timeline.Event<Incident> @event)
    {
        var state = @event.Evolve(spec.State);
        var recorded = new Recorded("S", 9, spec.Moment.Now, spec.Moment.Who.Person, false, "r", 1, @event, new string('0', 64), "{}");
        return [.. @event.Sends(state, recorded).OfType<Message>().Select(m => $"{(m.Where is Directly to ? to.Person.Id : "room")}: {m.Text}")];
    }
}
