namespace ChatOpsIncident.Journeys.Support;

/// <summary>The story that every chat platform has to tell: a report becomes an incident, the incident a better playbook, the second one runs on it.</summary>
public static class ChatStory
{
    private const string Triage = "Triage of INC-1";

    /// <summary>From the first word to the second incident.</summary>
    public static async Task Tell(IStoryTeam team)
    {
        await Report(team);
        await Decide(team);
        await Respond(team);
        await Resolve(team);
        await Learn(team);
        await ASecondTime(team);
    }

    private static async Task Report(IStoryTeam team)
    {
        var chi = team.People.Chi;
        await team.Say(chi, "/incident finance got a mail asking to change bank details, two people answered");
        (await team.Told(chi, "INC-1 is open")).ShouldContain("on call");
        await team.GoTo("inc-1-finance-mail-change");
        await team.See(Triage);
        await team.See("Chi Nguyen reported this");
        await team.HomeIsAtHand(chi);
        team.Look("1-reported", chi);
    }

    private static async Task Decide(IStoryTeam team)
    {
        var (ana, _, _, dana) = team.People;
        await team.Press(dana, Triage, "I look at it");
        await team.See("Dana Weiss looks at it");
        await team.Answer(dana, Triage,
            ("What does it do to our services?", "Nothing, everything works"),
            ("Which information is affected?", "Personal or confidential data, possibly"),
            ("How far does the attacker's reach go?", "One ordinary account or one computer"),
            ("Is it still going on?", "It goes on now, spreads, or data is leaving"),
            ("What does it take to get back to normal?", "Extra work of up to a day"),
            ("Does anybody outside have to know?", "A partner, perhaps"));
        await team.See("So far: SEV2");
        team.Look("3-answered", ana);
        await team.Press(ana, Triage, "Declare SEV2");
        await team.See("Decision on INC-1: declared SEV2");
        await team.See("Ana Ruiz declared SEV2");
    }

    private static async Task Respond(IStoryTeam team)
    {
        var (_, ben, chi, _) = team.People;
        await team.Say(ben, "/incident role commander take");
        await team.See("Ben Okafor is incident commander now");
        await team.Say(ben, $"/incident task {team.Mention(chi)} call the supplier on the known number 15m");
        await team.Told(ben, "Chi Nguyen has been told");
        await team.Say(ben, "/incident note 14:05 the first mail arrived");
        await team.See("the first mail arrived");
        await team.Say(ben, "/incident update Sessions are revoked, we are calling the bank");
        await team.See("Update by Ben Okafor");
        await team.Say(ben, "/incident evidence the mail with full headers, kept in the vault");
        await team.See("EV-1-1 is on the evidence register");
        team.Look("4-responding", ben);
        await team.Say(ben, "/incident contained");
        await team.IsAsked(ben, "must-do tasks are open");
        team.Look("5-dialog", ben);
        await team.Fill(ben, ("Why can that wait?", "Sessions are revoked and the supplier is warned"));
        await team.See("the threat is contained");
        await team.Say(ben, "/incident eradicated");
        await team.Fill(ben, ("Why can that wait?", "The forwarding rule is gone"));
        await team.See("the cause is removed");
        await team.Say(ben, "/incident recovered");
        await team.Fill(ben, ("Why can that wait?", "Everybody works as before"));
        await team.See("everything runs as before");
    }

    private static async Task Resolve(IStoryTeam team)
    {
        var (_, ben, chi, _) = team.People;
        await team.Say(ben, "/incident resolve");
        await team.IsAsked(ben, "You can reopen at any time");
        await team.Fill(ben, ("How did it end?", "Two people answered a fraud mail; nothing was paid"));
        await team.See("Ben Okafor resolved INC-1");
        await team.PressDirect(chi, "INC-1 is over", "Share my view");
        team.Look("6-prompt", chi, direct: true);
        await team.Fill(chi, ("What got in the way?", "Nobody knew the supplier's real number"), ("What one thing should be different next time?", "Call the supplier first"));
    }

    private static async Task Learn(IStoryTeam team)
    {
        var (ana, _, _, dana) = team.People;
        await team.Say(ana, "/incident review");
        await team.See("was contained");
        await team.Say(ana, "/incident lesson Call the supplier on the known number before anything else");
        await team.See("1. Call the supplier on the known number");
        await team.Press(ana, "Review of INC-1", "Change the playbook");
        await team.Fill(ana, ("What should change?", "Add a task"));
        await team.Fill(ana, ("What is to be done?", "Call the supplier on the number from the contract, not from the mail"));
        await team.See("Change of the playbook");
        team.Look("7-review", ana);
        await team.Press(ana, "Change of the playbook", "Approve");
        await team.Told(ana, "another");
        await team.Press(dana, "Change of the playbook", "Approve");
        await team.See("version 2");
    }

    private static async Task ASecondTime(IStoryTeam team)
    {
        var (ana, _, _, dana) = team.People;
        team.StepOut();
        await team.Say(dana, "/incident another mail asking to change bank details of a supplier");
        await team.Told(dana, "INC-2 is open");
        await team.GoTo("inc-2");
        await team.See("Triage of INC-2");
        await team.Say(ana, "/incident declare SEV3 because it is the same trick again");
        await team.See("INC-1");
        await team.See("Call the supplier on the number from the contract");
        team.Look("8-second-incident", ana);
    }
}
