using System.Text;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Assessment;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class HomeCardSpecs
{
    private static Card Home(Spec spec) => ChatPlan.Of(spec.State, Pinned).Cards.Single(c => c.Key == "home").Card;

    /// <summary>Without what "More …" unfolds: that grows with every offer of every stage.</summary>
    private static Card Folded(Spec spec) => Home(spec) with { Body = Home(spec).Body.RemoveAll(e => e.Id == "more") };

    private static string Drawing(Spec spec) => Drawn.Of(Home(spec));

    [Fact]
    public void A_report_shows_what_who_and_that_a_decision_is_awaited() => Approved.Card(Folded(Of()), "HomeReported");

    [Fact]
    public void A_response_shows_roles_next_update_and_what_must_be_done_worst_first() => Approved.Card(
        Folded(Responding(
            ToContain with { Tasks = [.. ToContain.Tasks, new(4, "Call the supplier on the known number") { MustDo = true, Because = "INC-41 lesson 1" }] },
            BenCommands, new Joined([Ben, Chi]), new TaskGiven(3, Search.Text, Chi, null, Own: true), new TaskAdded(5, "check VPN logs", Chi, Noon.AddMinutes(-20)),
            new TaskOverdue(5, "check VPN logs", Chi, Chi, null), new TaskAdded(6, "book a room", null, null), new TaskDone(6, "book a room", null), Captured,
            new UpdatePosted("Sessions are revoked, next we search other mailboxes", Noon.AddMinutes(60)))),
        "HomeResponding");

    [Fact]
    public void Once_everything_runs_as_before_resolving_comes_first() =>
        Approved.Card(Folded(Responding(BenCommands, Captured, IsContained, IsEradicated, IsRecovered)), "HomeRecovered");

    [Fact]
    public void A_resolved_incident_says_how_it_ended() => Approved.Card(Folded(Over()), "HomeResolved");

    [Fact]
    public void More_is_everything_else_that_makes_sense_now()
    {
        var more = Home(Responding(ToContain)).Body.Single(e => e.Id == "more").ShouldBeOfType<Container>();
        more.IsVisible.ShouldBeFalse();
        var words = more.Items.OfType<ActionSet>().SelectMany(a => a.Actions).OfType<Press>().Select(p => p.Word).ToArray();
        words.ShouldBeSubsetOf(Incidents.Conversation.Offers.All.Where(o => o.MakesSense(Responding(ToContain).State, Everyone.At(Responding(ToContain).State, Pinned))).Select(o => o.Word));
        words.ShouldContain("resolve");
        words.ShouldNotContain("update");
        words.ShouldNotContain("reopen");
    }

    [Fact]
    public void The_roles_that_are_missed_are_offered_and_no_others()
    {
        Drawing(Responding()).ShouldContain("<Warning> Incident commander: nobody yet  │  [I take it]");
        Drawing(Responding()).ShouldNotContain("Scribe");
        Drawing(Responding(ToContain)).ShouldContain("Scribe: nobody yet  │  [I take it]");
        Drawing(Responding(ToContain, new TaskGiven(2, SaveMail.Text, Chi, null, Own: true))).ShouldNotContain("Scribe");
    }

    [Fact]
    public void A_late_update_is_said_only_after_the_alarm()
    {
        Drawing(Responding(BenCommands)).ShouldContain("Next update due 12:58 UTC");
        Drawing(Responding(BenCommands, new UpdateOverdue(Ben, Noon, Noon.AddHours(1)))).ShouldContain("<Attention> Update overdue: it was due 12:57 UTC");
    }

    [Fact]
    public void Only_the_phase_that_runs_can_be_ended()
    {
        Drawing(Responding(Captured)).ShouldContain("[Threat is contained]");
        Drawing(Responding(Captured, IsContained)).ShouldContain("[Cause is removed]");
        Drawing(Responding(Captured, IsContained)).ShouldNotContain("[Threat is contained]");
        Drawing(Responding(Captured, IsContained, IsEradicated)).ShouldContain("[Back to normal]");
    }

    [Fact]
    public void A_false_positive_and_a_duplicate_say_so()
    {
        Drawing(Of(new Dismissed(Outcome.FalsePositive, "a phishing test", Reports.Nothing))).ShouldContain("INC-42 is a false positive, decided by Ana at 11:59 UTC.");
        Drawing(Of(new Merged("S41", 41, null, Reports.Nothing))).ShouldContain("INC-42 is the same as INC-41; it goes on there.");
    }

    [Fact]
    public void Of_many_tasks_the_worst_are_shown_and_the_rest_counted()
    {
        var many = ToContain with { Tasks = [.. Enumerable.Range(1, 60).Select(n => new PlannedTask(n, $"Step {n}") { MustDo = n % 2 == 0 })] };
        Drawing(Responding(many)).ShouldContain("and 56 more: /incident tasks");
    }

    [Fact]
    public void Sixty_tasks_and_long_texts_stay_within_every_platforms_limits()
    {
        var longest = string.Concat(Enumerable.Repeat("Ünïcödé \"quotes\" 🔥 ", 6000));
        var many = ToContain with { Tasks = [.. Enumerable.Range(1, 60).Select(n => new PlannedTask(n, longest) { MustDo = true, Due = Noon.AddMinutes(n) })] };
        var spec = Spec.Given(
            Reports.Mail with { What = longest, Where = longest }, Sev2, many, BenCommands, new Joined([.. Enumerable.Range(1, 40).Select(n => new Person($"web:p{n}"))]),
            new UpdatePosted(longest, Noon.AddHours(1)));
        foreach (var card in new[] { Home(spec), Home(Spec.Given(Reports.Mail with { What = longest, Where = longest })) })
        {
            var json = AdaptiveJson.Of(card, Drawn.Dialect);
            AdaptiveSchema.Faults(json).ShouldBeEmpty();
            Encoding.UTF8.GetByteCount(json.ToJsonString()).ShouldBeLessThan(28 * 1024);
        }
        AdaptiveJson.Of(Home(spec), Drawn.Dialect).ToJsonString().ShouldContain("and 56 more");
    }

    [Fact]
    public void A_home_card_does_not_change_by_itself() =>
        Drawing(Responding(BenCommands, ToContain)).ShouldBe(Drawing(Responding(BenCommands, ToContain)));

    [Theory]
    [InlineData("reported", "INC-42 · reported, waiting for a decision")]
    [InlineData("responding", "INC-42 · SEV2 · containing · no commander yet")]
    [InlineData("commanded", "INC-42 · SEV2 · containing · commander web:ben")]
    [InlineData("resolved", "INC-42 · resolved")]
    public void The_topic_tells_at_a_glance_without_words_of_the_report(string stands, string topic)
    {
        var spec = stands switch { "reported" => Of(), "responding" => Responding(), "commanded" => Responding(BenCommands), _ => Over() };
        ChatPlan.Of(spec.State, Pinned).Room!.Topic.ToString().ShouldBe(topic);
    }

    [Fact]
    public void The_room_opens_with_the_report_or_with_the_declaration_as_the_playbook_says()
    {
        var late = Pinned with { Rooms = new(OpenAtReport: false) };
        ChatPlan.Of(Of().State, Pinned).Room.ShouldNotBeNull();
        ChatPlan.Of(Of().State, late).Room.ShouldBeNull();
        ChatPlan.Of(Responding().State, late).Room.ShouldNotBeNull();
    }
}
