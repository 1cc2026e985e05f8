using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Assessment;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Response;

/// <summary>INC-42, declared SEV2: who may do what, what the checklist asks, and what was said.</summary>
internal static class Story
{
    public static readonly Declared Sev2 = new("SEV2", "Major", null, Reports.Nothing, TimeSpan.FromMinutes(60));

    public static readonly PlannedTask Revoke = new(1, "Revoke sessions and tokens of the mailbox") { Id = "revoke", MustDo = true, Due = Noon.AddMinutes(30) };
    public static readonly PlannedTask SaveMail = new(2, "Save the mail with full headers") { Id = "save-mail", Evidence = true, Role = "scribe" };
    public static readonly PlannedTask Search = new(3, "Search other mailboxes for the same sender") { Id = "search", MustDo = true };
    public static readonly TasksPlanned ToContain = new(Phase.Contain, [Revoke, SaveMail, Search]);

    public static readonly RoleTaken BenCommands = new("commander", "incident commander", Ben, null);
    public static readonly EvidenceCaptured Captured = new(new Evidence(1, "The mail") { Sha256 = new string('a', 64), Size = 1234 });
    public static readonly Contained IsContained = new(0, false, null);
    public static readonly Eradicated IsEradicated = new(0, null);
    public static readonly Recovered IsRecovered = new(0, null);

    /// <summary>Leads command; anybody writes; communications has nobody. Evidence is asked for before the cause is removed.</summary>
    public static readonly Playbook Pinned = SmallPlaybook with
    {
        Severities = [.. SmallPlaybook.Severities.Select(s => s.Id == "SEV1" ? s with { Escalation = [new(["group:leads"], TimeSpan.FromMinutes(10))] } : s)],
        Roles =
        [
            new("commander", "Incident commander", "leads", ["leads"], []), new("comms", "Communications lead", "writes updates", ["communications"], []),
            new("scribe", "Scribe", "writes", [], []),
        ],
        Checklist =
        [
            new("revoke", "contain", "Revoke sessions and tokens of the mailbox", MustDo: true), new("save-mail", "contain", "Save the mail with full headers", Evidence: true),
            new("way-in", "eradicate", "Write down how it came in", MustDo: true, Within: TimeSpan.FromHours(1)),
        ],
    };

    /// <summary>Reported, declared SEV2, and what follows.</summary>
    public static Spec Responding(params Event[] more) => Of([Sev2, .. more]);

    /// <summary>Reported, and what follows.</summary>
    public static Spec Of(params Event[] more) => Spec.Given([Reports.Mail, Reports.BenTold, .. more]).At(m => m with { Playbook = Pinned });

    /// <summary>At the end of the road: everything done, resolved.</summary>
    public static Spec Over(params Event[] more) => Responding([Captured, IsContained, IsEradicated, IsRecovered, new Resolved("All quiet", Phase.Done, 0), .. more]);

    /// <summary>What the alarm does at this time, while the given events stay where they were, before noon.</summary>
    public static Event[] AlarmAt(this Spec spec, DateTimeOffset time) =>
        new Incidents.Alarm.Tick().Decide(spec.State, spec.Moment with { Now = time, Who = Actor.Bot }) is Happens happens ? [.. happens.Events] : [];

    /// <summary>These events, field by field.</summary>
    public static void ShouldRing(this Event[] rung, params Event[] expected)
    {
        rung.Length.ShouldBe(expected.Length, string.Join('\n', rung.Select(e => e.Line.ToString())));
        foreach (var (ring, expect) in rung.Zip(expected)) Spec.Same(ring, expect).ShouldBeTrue($"{ring} instead of {expect}");
    }

    /// <summary>What an event says once it has happened, in plain words, each with the place where.</summary>
    public static string[] Says(this Spec spec, Incidents.Timeline.Event<Incident> @event) => Reports.Says(spec, @event);

    /// <summary>What words come to.</summary>
    public static Understood Typed(this Spec spec, Offer offer, string words) => offer.Read(Arguments.Typed(words), spec.State, spec.Moment);

    /// <summary>What a button or a form comes to.</summary>
    public static Understood Sent(this Spec spec, Offer offer, Said from, params (string Name, string Value)[] values) =>
        offer.Read(Arguments.Of(from, values.ToImmutableDictionary(v => v.Name, v => v.Value)), spec.State, spec.Moment);

    public static Understood Pressed(this Spec spec, Offer offer, params (string Name, string Value)[] values) => spec.Sent(offer, Said.Button, values);

    public static void ShouldDo(this Understood understood, Command command) => understood.ShouldBeOfType<ToDo>().Command.ShouldBe(command);

    public static Form ShouldAsk(this Understood understood, string intro)
    {
        var form = understood.ShouldBeOfType<ToAsk>().Form;
        form.Intro.ToString().ShouldBe(intro);
        return form;
    }

    public static void ShouldRefuse(this Understood understood, string why, string? instead = null)
    {
        var refused = understood.ShouldBeOfType<Not>().Refused;
        refused.Why.ToString().ShouldBe(why);
        if (instead is not null) refused.Instead.ShouldBe(instead);
    }

    /// <summary>Buttons under a message.</summary>
    public static string[] Buttons(this Spec spec, Incidents.Timeline.Event<Incident> @event)
    {
        var recorded = new Recorded("S", 9, spec.Moment.Now, spec.Moment.Who.Person, false, "r", 1, @event, new string('0', 64), "{}");
        return [.. @event.Sends(@event.Evolve(spec.State), recorded).OfType<Message>().SelectMany(m => m.Card?.Actions ?? []).Select(a => a.Title)];
    }
}
