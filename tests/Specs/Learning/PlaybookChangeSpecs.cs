using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Learning.Edits;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

public class PlaybookChangeSpecs
{
    private static readonly AddTask CallSupplier = new("phishing-bec", "contain", "Call the supplier on the known number", MustDo: true);
    private static readonly RewordTask Reword = new("phishing-bec", "report-page", "Report the fake page to its host, the registrar and the bank.");

    [Fact]
    public void A_lesson_is_proposed_as_a_change_and_waits_for_somebody_else()
    {
        var world = Proposed(CallSupplier);
        world.Organisation.Pending.Values.ShouldHaveSingleItem().Author.ShouldBe(Ana);
        Drawn.Of(Card(world)).ShouldBe("""
            « Change of the playbook, from lesson 1: Proposed by web:ana on version 1. Another person approves or rejects it. »
            # Change of the playbook, from lesson 1
            Call the supplier on the known number
            Place            Phishing or payment fraud, contain
            Before           nothing yet
            After            Call the supplier on the known number (must do)
            Proposed by Ana on version 1. Another person approves or rejects it.

            [[Approve]]  [Reject]

            """.Replace("web:ana", "Ana", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_author_does_not_approve_it() => Approve(Proposed(CallSupplier), Ana).ShouldBeOfType<Refused>().Why.ToString()
        .ShouldBe("You proposed this, so another person looks at it before it counts. They find it in this room, or here:");

    [Fact]
    public void Its_author_approves_it_where_the_playbook_allows_that()
    {
        var world = Proposed(CallSupplier, Playbooks.Default with { Learning = new(AuthorMayApprove: true) });
        Approve(world, Ana).ShouldBeOfType<Happens>();
    }

    [Fact]
    public void Approved_by_somebody_else_it_is_the_next_version_and_its_incident_says_so()
    {
        var world = Proposed(CallSupplier);
        Approve(world, Ben).ShouldBeOfType<Happens>().Events.Select(e => e.GetType().Name).ShouldBe(["PlaybookChangeApproved", "PlaybookAdopted"]);
        world.Organisation.Current!.Version.ShouldBe(2);
        world.Organisation.Current.Category("phishing-bec")!.Checklist.Single(t => t.Because == "INC-42 lesson 1").Text.ShouldBe(CallSupplier.What.Value);
        world.Organisation.Lessons[2].Because.ShouldBe("INC-42 lesson 1");
        ReviewWords.Became(world["S"].Learning.Lessons[1]).ToString().ShouldBe("In the playbook since version 2 (Phishing or payment fraud, contain).");
        world.Said.ShouldContain("room: web:ben approved the change of lesson 1. The playbook is version 2 now; the next incident runs on it.");
        Drawn.Of(Card(world)).ShouldContain("Approved by Ben. It is in the playbook since version 2; the next incident runs on it.");
        Card(world).Actions.ShouldBeEmpty();
    }

    [Fact]
    public void Approving_twice_is_fine()
    {
        var world = Proposed(CallSupplier);
        var known = Pending(world, CallSupplier);
        Approve(world, Ben);
        Approve(world, Chi).ShouldBeOfType<Refused>().Why.ToString().ShouldBe("That is decided already. What the playbook says now:");
        world.Do(Chi, new ApproveChange(known)).ShouldBeOfType<Already>().Kindly.ToString().ShouldBe("That is decided already; the card shows how.");
        world.Organisation.Versions.Count.ShouldBe(2);
    }

    [Fact]
    public void An_approval_that_is_faster_than_the_errand_counts_once()
    {
        var world = Proposed(CallSupplier);
        var known = Pending(world, CallSupplier);
        var fresh = new World();
        fresh.Do(Ben, new ApproveChange(known)).ShouldBeOfType<Happens>().Events.Select(e => e.GetType().Name)
            .ShouldBe(["PlaybookChangeProposed", "PlaybookChangeApproved", "PlaybookAdopted"]);
        fresh.Do(null, new ProposePlaybookChange(known)).ShouldBeOfType<Already>();
        fresh.Organisation.Pending.ShouldBeEmpty();
    }

    [Fact]
    public void A_rejection_says_why_and_the_lesson_can_go_on_in_another_form()
    {
        var world = Proposed(CallSupplier);
        world.Do(Ben, new RejectChange(Pending(world, CallSupplier), " ")).ShouldBeOfType<Refused>().Why.ToString()
            .ShouldBe("Say why, so that whoever learned the lesson can go on from there.");
        world.Do(Ben, new RejectChange(Pending(world, CallSupplier), "call-bank says it already")).ShouldBeOfType<Happens>();
        ReviewWords.Became(world["S"].Learning.Lessons[1]).ToString()
            .ShouldBe("Proposed for the playbook (Phishing or payment fraud, contain) and rejected by web:ben: call-bank says it already");
        world["S"].Learning.Lessons[1].Settled.ShouldBeTrue();
        world.Do("S", Ana, new ProposeChange(1, Reword)).ShouldBeOfType<Happens>();
        world.Organisation.Pending.Keys.ShouldBe([PendingChange.IdOf("S", 1, 2)]);
    }

    [Fact]
    public void If_that_place_changed_in_between_the_approval_is_refused_with_a_new_before_and_after()
    {
        var world = Proposed(Reword);
        var seen = Pending(world, Reword);
        Second(world, new RewordTask("phishing-bec", "report-page", "Report the fake page to the police."));
        world.Do(Ben, new ApproveChange(seen)).ShouldBeOfType<Refused>().Why.ToString().ShouldBe(
            "The playbook has changed at this place since. Phishing or payment fraud, eradicate: it reads Report the fake page to the police now, and would read "
            + "Report the fake page to its host, the registrar and the bank. Nothing was changed; the card shows it, approve it there if it is still right.");
        Drawn.Of(Card(world)).ShouldContain("Before           Report the fake page to the police.");
        Approve(world, Ben, seen: 1).ShouldBeOfType<Refused>();
        Approve(world, Ben, seen: 2).ShouldBeOfType<Happens>();
        world.Organisation.Current!.Version.ShouldBe(3);
    }

    [Fact]
    public void A_change_elsewhere_does_not_stand_in_the_way()
    {
        var world = Proposed(Reword);
        Second(world, new ChangeCadence("SEV2", TimeSpan.FromMinutes(45)));
        Approve(world, Ben, seen: 1).ShouldBeOfType<Happens>();
        world.Organisation.Current!.Severity("SEV2")!.UpdateEvery.ShouldBe(TimeSpan.FromMinutes(45));
    }

    [Fact]
    public void A_change_whose_place_is_gone_no_longer_fits_and_its_card_says_so()
    {
        var world = Proposed(Reword);
        Second(world, new RemoveTask("phishing-bec", "report-page"));
        Drawn.Of(Card(world)).ShouldContain(
            "This no longer fits the playbook: The place that this change is about is no longer in the playbook. Reject it, and propose it anew if it is still needed.");
        Card(world).Actions.Select(a => a.Title).ShouldBe(["Reject"]);
        Approve(world, Ben).ShouldBeOfType<Refused>();
        world.Do("S", Ana, new ProposeChange(1, CallSupplier)).ShouldBeOfType<Happens>();
        world.Organisation.Pending.Keys.ShouldBe([PendingChange.IdOf("S", 1, 2)]);
    }

    [Fact]
    public void What_the_playbook_can_not_take_is_said_at_once() => Reported().Do("S", Ana, new ProposeChange(1, new SetFloor("phishing-bec", "payment-changed", "SEV9")))
        .ShouldBeOfType<Refused>().Why.ToString().ShouldBe("The playbook can't take that: There is no severity SEV9. The playbook knows SEV1, SEV2, SEV3, SEV4.");

    [Fact]
    public void A_lesson_is_proposed_once_at_a_time()
    {
        var world = Proposed(CallSupplier);
        world.Do("S", Ana, new ProposeChange(1, CallSupplier)).ShouldBeOfType<Already>().Kindly.ToString().ShouldBe("That is proposed already.");
        world.Do("S", Ana, new ProposeChange(1, Reword)).ShouldBeOfType<Refused>().Why.ToString()
            .ShouldBe("Lesson 1 is proposed already. Once that is approved or rejected, another one can follow.");
        world.Do("S", Ana, new AgreeAction(1, "x", Chi, 14, ActionKind.Control)).ShouldBeOfType<Refused>().Why.ToString()
            .ShouldBe("Lesson 1 is proposed as a change of the playbook. Decide on that first; a rejected one can become an action item.");
    }

    /// <summary>Seed 902075.</summary>
    [Theory]
    [InlineData(false, "From a private incident. Proposed by")]
    [InlineData(true, "2: a lesson of a private incident")]
    public void Nor_does_one_from_an_incident_that_went_private_afterwards(bool approved, string says)
    {
        var world = new World();
        world.Do("S", Ana, new Report("Somebody stole bank details"));
        world.Do("S", Ana, new RecordLesson("Ben must not be told"));
        world.Do("S", Ana, new ProposeChange(1, CallSupplier));
        if (approved) world.Do(Ben, new ApproveChange(world.Organisation.Pending.Values.Single()));
        Drawn.Of(Asked(world)).ShouldContain("INC-42");
        world.Do("S", Ana, new GoPrivate("names are in it", []));
        Drawn.Of(Asked(world)).ShouldSatisfyAllConditions(
            said => said.ShouldNotContain("INC-42"), said => said.ShouldNotContain("Ben must not be told"), said => said.ShouldContain(says));
    }

    [Fact]
    public void A_change_from_a_private_incident_does_not_give_it_away()
    {
        var world = new World();
        world.Do("S", Ana, new Report("Somebody stole bank details", KeepPrivate: true));
        world.Do("S", Ana, new RecordLesson("Ben must not be told"));
        world.Do("S", Ana, new ProposeChange(1, CallSupplier));
        world.Do(Ben, new ApproveChange(world.Organisation.Pending.Values.Single()));
        world.Organisation.Current!.Yaml.ShouldNotContain("INC-42");
        world.Organisation.Current.Yaml.ShouldContain("because: a private incident");
        Drawn.Of(Asked(world)).ShouldNotContain("Ben must not be told");
    }

    [Fact]
    public void The_playbook_is_shown_with_what_waits_and_where_each_version_came_from()
    {
        var world = Proposed(CallSupplier);
        Drawn.Of(Asked(world)).ShouldBe("""
            « Playbook version 1. One change waits for a decision. »
            # Playbook version 1
            New incidents run on it.
            ────
            One change waits for a decision.
            ────
              From INC-42, lesson 1: Call the supplier on the known number. Proposed by Ana.
              Place            Phishing or payment fraud, contain
              Before           nothing yet
              After            Call the supplier on the known number (must do)
              [[Approve]]  [Reject]
            ────
            Versions
            1: the file, or the default of a release

            """);
        world.Press(null, Ben, ApproveChange.Offer, ("change", PendingChange.IdOf("S", 1, 1)), ("seen", "1")).ShouldBeOfType<Happens>();
        Drawn.Of(Asked(world)).ShouldContain("2: Call the supplier on the known number (INC-42 lesson 1)");
    }

    [Fact]
    public void A_changed_file_that_waits_is_approved_from_there()
    {
        var world = new World();
        Second(world, new ChangeCadence("SEV2", TimeSpan.FromMinutes(45)));
        var file = PlaybookCandidate.Of([new("p.yaml", Playbooks.Default.Yaml.Replace("open-for: 3d", "open-for: 5d", StringComparison.Ordinal))]).Candidate!;
        world.Do(null, new AdoptPlaybook(file, PlaybookCandidate.Shipped));
        var waiting = world.Organisation.Pending.Values.Single(c => c.Id.StartsWith("file.", StringComparison.Ordinal));
        world.Press(null, Ben, ApproveChange.Offer, ("change", waiting.Id), ("seen", "2")).ShouldBeOfType<Happens>();
        world.Organisation.Current!.PromptsOpen.ShouldBe(TimeSpan.FromDays(5));
        world.Organisation.Pending.Keys.ShouldNotContain(waiting.Id);
    }

    [Fact]
    public void Where_several_changes_wait_all_are_shown_with_their_buttons()
    {
        var world = Proposed(CallSupplier);
        world.Do("T", Ana, new Report("Another mail about an invoice"));
        world.Do("T", Ana, new RecordLesson("Something else"));
        world.Do("T", Ana, new ProposeChange(1, Reword));
        ApproveChange.Offer.Read(Arguments.Typed(""), null, world.At(StreamId.Organisation, Ben)).ShouldBe(new ToAnswer(new AskPlaybook()));
        ApproveChange.Offer.Read(Arguments.Typed(""), world["S"], world.At("S", Ben)).ShouldBeOfType<ToDo>().Command.ShouldBeOfType<ApproveChange>().Change.Id
            .ShouldBe(PendingChange.IdOf("S", 1, 1));
        ApproveChange.Offer.Read(Arguments.Typed("3"), world["S"], world.At("S", Ben)).ShouldBeOfType<Not>().Refused.Why.ToString()
            .ShouldBe("Nothing is waiting for lesson 3. What waits for a decision:");
    }

    [Fact]
    public void Approving_is_shown_to_those_who_can_and_not_to_the_author()
    {
        var world = Proposed(CallSupplier);
        ApproveChange.Offer.MakesSense(world["S"], world.At("S", Ben)).ShouldBeTrue();
        ApproveChange.Offer.MakesSense(world["S"], world.At("S", Ana)).ShouldBeFalse();
        ApproveChange.Offer.MakesSense(new World()["S"], world.At("S", Ben)).ShouldBeFalse();
    }

    private static World Reported(Playbook? playbook = null)
    {
        var world = new World(playbook is null ? null : PlaybookReader.Read(PlaybookWriter.Write(playbook)).Playbook);
        world.Do("S", Ana, new Report("Finance got a mail asking to change bank details"));
        world.Do("S", Ana, new RecordLesson("Call the supplier on the known number"));
        return world;
    }

    private static World Proposed(PlaybookEdit edit, Playbook? playbook = null)
    {
        var world = Reported(playbook);
        world.Do("S", Ana, new ProposeChange(1, edit)).ShouldBeOfType<Happens>();
        return world;
    }

    /// <summary>Another incident changes the playbook in between.</summary>
    private static void Second(World world, PlaybookEdit edit)
    {
        world.Do("T", Ana, new Report("Another mail about an invoice"));
        world.Do("T", Ana, new RecordLesson("Something else"));
        world.Do("T", Ana, new ProposeChange(1, edit)).ShouldBeOfType<Happens>();
        world.Press("T", Chi, ApproveChange.Offer, ("change", PendingChange.IdOf("T", 1, 1))).ShouldBeOfType<Happens>();
    }

    private static Decision Approve(World world, Person who, int? seen = null) => seen is { } version
        ? world.Press("S", who, ApproveChange.Offer, ("change", PendingChange.IdOf("S", 1, 1)), ("seen", FormattableString.Invariant($"{version}")))
        : world.Press("S", who, ApproveChange.Offer, ("change", PendingChange.IdOf("S", 1, 1)));

    private static PendingChange Pending(World world, PlaybookEdit edit) =>
        world.Organisation.Pending.Values.Single(c => c.Edit == edit);

    private static Incidents.Cards.Card Card(World world) => ChangeCard.All(world["S"]).Single().Card;

    private static Incidents.Cards.Card Asked(World world) => new AskPlaybook().Answer(new View(null, world.At(StreamId.Organisation, Ben), [], []));
}
