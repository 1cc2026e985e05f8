using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
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

    /// <summary>The default's questions, rules and phishing questions; one task to contain; SEV1 and SEV2 tell people.</summary>
    public static readonly Playbook Pinned = SmallPlaybook with
    {
        Severities =
        [
            .. SmallPlaybook.Severities.Select(s => s.Id is "SEV1" or "SEV2"
                ? s with { Escalation = [new(["on-call"], TimeSpan.FromMinutes(10)), new(["on-call", "group:leads"], TimeSpan.FromMinutes(20))] }
                : s),
        ],
        Questions = Playbooks.Default.Questions,
        Rules = Playbooks.Default.Rules,
        Categories =
        [
            Playbooks.Default.Category("phishing-bec")! with { Name = "Phishing", Checklist = [] },
            Playbooks.Default.Category("malware")! with { Checklist = [new("isolate", "contain", "Cut the computer off the network")] },
        ],
        Checklist = [new("keep-logs", "contain", "Extend log retention", MustDo: true)],
    };

    /// <summary>A moment whose playbook has criteria.</summary>
    public static Moment WithCriteria(Moment moment) => moment with { Playbook = Pinned };

    /// <summary>All six common questions answered, in the playbook's order F I P A R E; null is "don't know".</summary>
    public static Answered Answers(params int?[] levels) =>
        new([.. Pinned.Questions.Zip(levels, GivenAnswer.To)]);

    /// <summary>A yes to one of the category's questions.</summary>
    public static Answered Yes(string id) => new([GivenAnswer.To(Pinned.Categories.SelectMany(c => c.Questions).Single(q => q.Id == id), true)]);

    /// <summary>A decision's basis where the spec is about something else.</summary>
    public static readonly Basis Nothing = new(1, null, "SEV4", "SEV4", "SEV1", null, null, [], []);

    /// <summary>What words or a press mean in the spec's state.</summary>
    public static Understood Understood(this Spec spec, Offer offer, Arguments arguments) => offer.Read(arguments, spec.State, spec.Moment);

    /// <summary>The row of another incident.</summary>
    public static ListRow Row(int number, Status status = Status.Responding, string? into = null) =>
        new($"S{number}", number, "A mail from a wrong sender", "phishing-bec", null, status, Noon.AddHours(-1), false, [], into);

    /// <summary>A moment that knows these rows.</summary>
    public static Func<Moment, Moment> Knowing(params ListRow[] rows) => m => WithCriteria(m) with { Known = [.. rows] };

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
