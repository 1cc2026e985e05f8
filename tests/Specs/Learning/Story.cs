using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using AddTask = ChatOpsIncident.Incidents.Learning.Edits.AddTask;

namespace ChatOpsIncident.Specs.Learning;

/// <summary>INC-42 from the report to the version that learned from it: what a review is drawn from.</summary>
internal static class Story
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    public static World Told()
    {
        var world = new World();
        Responded(world);
        Learned(world);
        return world;
    }

    private static void Responded(World world)
    {
        At(world, "12:58", Ana, new Report("Finance got a mail asking to change the bank details of a supplier, two people answered"));
        At(world, "13:00", Ben, new Acknowledge());
        At(world, "13:03", Ben, new AnswerQuestions(Given(("F", "1"), ("I", "2"), ("P", "1"), ("A", "3"), ("R", "1"), ("E", "1"), ("credentials-entered", "yes"), ("mfa-or-token", "yes"))));
        At(world, "13:05", Ben, new Declare("SEV2", "a session of the mailbox was taken over, and money may go out today"));
        At(world, "13:06", Chi, new TakeRole("comms"));
        At(world, "13:08", Chi, new CaptureEvidence(new Evidence(0, "The mail, with all headers") { KeptAt = "case folder 42, mail.eml", Sha256 = new string('4', 40) + "2b0c9e1d55aa77cc88ddee01" }));
        At(world, "13:15", Ben, new RecordDecision("stop all payments until tomorrow noon", "stop only this supplier's", "Finance: two salaries run today", "one wrong payment costs more than a late one"));
        At(world, "13:20", Ben, new TakeNote("the attacker's session was opened", new Happened(Day.AddHours(11.5), Sureness.About)));
        At(world, "13:40", Chi, new PostUpdate("Two mailboxes were taken over. Payments are stopped, sessions are being ended."));
        foreach (var task in world["S"].Response.Tasks.Keys.Take(4)) At(world, "13:55", Ben, new FinishTask(task));
        At(world, "14:02", Ben, new Contain("the remaining mailboxes are searched overnight"));
        At(world, "15:30", Chi, new PostUpdate("Contained at 14:02. No money left the house."));
        At(world, "16:10", Ben, new Eradicate("the fake page's host answers tomorrow"));
        At(world, "18:30", Ben, new Recover("two accounts come back tomorrow, in person"));
        At(world, "19:00", Ben, new Resolve("A supplier's mailbox was abused to reroute a payment. Two of our mailboxes were taken over for ninety minutes; no money and no customer data left."));
        world.AlarmAt("S", world.Now);
    }

    private static void Learned(World world)
    {
        Says(world, "19:20", Ana, ("happened", "The mail looked like every other mail of that supplier. I noticed the bank, because we had called them last week."), ("helped", "That I could report it in one line, and was thanked."),
            ("hindered", "I did not know whether to call the supplier, and which number."), ("different", "Call the supplier on the number we have, never the one in the mail."));
        Says(world, "20:05", Chi, ("helped", "One text for everyone.\nNobody asked me twice."), ("hindered", "The mailbox search took three hours; nobody on duty may start it."));
        Says(world, "20:40", Ben, ("helped", "Payments stopped on one person's word."));
        world.AlarmAt("S", world.Now);
        At(world, "21:00", Chi, new RecordLesson("Call the supplier on the known number before anything else"));
        At(world, "21:01", Chi, new RecordLesson("Whoever is on call may start the mailbox search"));
        At(world, "21:02", Ana, new RecordLesson("Finance knows how a changed bank account is checked"));
        At(world, "21:05", Chi, new ProposeChange(1, new AddTask("phishing-bec", "contain", "Call the supplier on the known number; ask what they sent.", MustDo: true, Within: TimeSpan.FromMinutes(15))));
        world.Press("S", Ben, ApproveChange.Offer, ("change", PendingChange.IdOf("S", 1, 1)));
        At(world, "21:10", Ben, new AgreeAction(2, "Give the on-call group the right to search all mailboxes", Ben, 14, ActionKind.Control));
    }

    private static void Says(World world, string clock, Person who, params (string, string)[] answers) =>
        At(world, clock, who, new Contribute(answers.ToImmutableDictionary(a => a.Item1, a => a.Item2)));

    private static void At(World world, string clock, Person who, Command<Incident> command)
    {
        world.Now = Day + TimeSpan.Parse(clock, System.Globalization.CultureInfo.InvariantCulture);
        world.Do("S", who, command).ShouldBeOfType<Happens>($"{clock} {command}");
    }

    private static ImmutableSortedDictionary<string, string> Given(params (string, string)[] answers) =>
        answers.ToImmutableSortedDictionary(a => a.Item1, a => a.Item2, StringComparer.Ordinal);
}
