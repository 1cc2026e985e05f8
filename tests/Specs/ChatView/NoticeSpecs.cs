using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.ChatView;

/// <summary>What people do to a room by hand: it is on the timeline, and the bot answers it as people expect.</summary>
public class NoticeSpecs
{
    private static readonly Person Dan = new("web:dan");
    private static readonly WentPrivate Private = new("names are in it", [], []);

    private static RoomPlan Room(Spec spec) => new IncidentFold().Plan(spec.State, Pinned).Room!;

    private static Notice Hand(Hand hand, int generation = 1) => new(generation, hand);

    [Fact]
    public void A_name_given_by_hand_stays_and_is_on_the_timeline()
    {
        Responding().When(Hand(new Renames("mail-fraud"))).Then(new RoomRenamed("mail-fraud"));
        Responding().When(Hand(new Renames("inc-42-finance-mail-change"))).ThenNothing("It is known already.");
        Responding(new RoomRenamed("mail-fraud")).When(Hand(new Renames("mail-fraud"))).ThenNothing("It is known already.");
        new RoomRenamed("mail-fraud").Line.ToString().ShouldBe("room renamed to mail-fraud");
    }

    [Fact]
    public void A_topic_written_by_hand_stays_until_the_next_room()
    {
        Responding().When(Hand(new SetsTopic("Bridge: 1234"))).Then(new TopicOverwritten("Bridge: 1234"));
        Room(Responding(new TopicOverwritten("Bridge: 1234"))).KeepTopic.ShouldBeTrue();
        Room(Responding(new TopicOverwritten("Bridge: 1234"), Private)).KeepTopic.ShouldBeFalse();
    }

    [Fact]
    public void Who_leaves_is_not_invited_again_and_still_may_look()
    {
        Responding(new Joined([Chi])).By(Chi).When(Hand(new Leaves(Chi))).Then(new RoomLeft(Chi));
        var left = Responding(new Joined([Chi]), new RoomLeft(Chi));
        Room(left).Members.ShouldNotContain(Chi);
        Room(Responding(new Joined([Chi]), new RoomLeft(Chi), Private)).Members.ShouldNotContain(Chi);
        Membership.Of(left.State).ShouldContain(Chi);
        left.By(Chi).When(Hand(new Enters(Chi))).Then(new RoomEntered(Chi, []) { Belongs = true });
        Room(Responding(new Joined([Chi]), new RoomLeft(Chi), new RoomEntered(Chi, []) { Belongs = true })).Members.ShouldContain(Chi);
    }

    [Fact]
    public void Who_comes_into_a_private_room_by_hand_is_shown_to_the_commander_to_keep_or_take_out()
    {
        var spec = Responding(BenCommands, Private).By(Chi);
        spec.When(Hand(new Enters(Dan), 2)).Then(new RoomEntered(Dan, [Ben]));
        spec.Says(new RoomEntered(Dan, [Ben])).ShouldBe(["web:ben: web:dan came into the private room of INC-42 by hand, brought by web:chi. Do they belong to it?"]);
        spec.Buttons(new RoomEntered(Dan, [Ben])).ShouldBe(["Keep them", "Take them out"]);
        spec.Pressed(Admit.Offer, ("who", "web:dan")).ShouldDo(new Admit(Dan));
        spec.Pressed(TakeOut.Offer, ("who", "web:dan")).ShouldDo(new TakeOut(Dan));
        Responding(BenCommands, Private, new RoomEntered(Dan, [Ben])).By(Ben).When(new TakeOut(Dan)).Then(new TakenOut(Dan));
    }

    [Fact]
    public void Nobody_is_asked_about_who_belongs_to_it_or_comes_into_an_open_room()
    {
        Responding(BenCommands, Private).When(Hand(new Enters(Ana), 2)).ThenNothing("They belong to it.");
        Responding(BenCommands).When(Hand(new Enters(Dan))).Then(new RoomEntered(Dan, []));
        Responding(BenCommands, new RoomEntered(Dan, [])).By(Ben).When(new GoPrivate("names are in it", [])).Then(new WentPrivate("names are in it", [], [Ana, Ben, Dan]));
    }

    [Fact]
    public void Who_was_left_out_and_comes_in_by_hand_is_taken_out_at_once()
    {
        var spec = Responding(BenCommands, new WentPrivate("why", [Chi], [])).By(Chi);
        spec.When(Hand(new Enters(Chi), 2)).Then(new RoomEntered(Chi, [Ben]) { Barred = true });
        var entered = new RoomEntered(Chi, [Ben]) { Barred = true };
        spec.Says(entered).ShouldBe(["web:ben: web:chi is kept out of INC-42 and came into its private room by hand. I took them out again; what was in the room until then they may have read."]);
    }

    [Fact]
    public void An_archived_room_asks_the_commander_whether_to_open_the_next_one()
    {
        var spec = Responding(BenCommands).By(Chi);
        spec.When(Hand(new Closes())).Then(new RoomLost(Loss.Closed, [Ben]));
        spec.Says(new RoomLost(Loss.Closed, [Ben])).ShouldBe(
        [
            "web:ben: The room of INC-42 was archived by web:chi, and INC-42 is still open. Cards and messages wait until there is a room again: open a new one, or take the old one out of the archive and invite me.",
        ]);
        spec.Buttons(new RoomLost(Loss.Closed, [Ben])).ShouldBe(["Open a new room"]);
        Room(Responding(BenCommands, new RoomLost(Loss.Closed, [Ben]))).Lost.ShouldBeTrue();
    }

    [Fact]
    public void The_next_room_is_a_decision_on_the_record()
    {
        Responding().When(new NextRoom()).ThenNothing("INC-42 has its room: #inc-42-finance-mail-change.");
        Responding(new RoomLost(Loss.Closed, [Ben])).When(new NextRoom()).Then(new MovedOn());
        var plan = new IncidentFold().Plan(Responding(new RoomLost(Loss.Closed, [Ben]), new MovedOn()).State, Pinned);
        plan.Room!.ShouldSatisfyAllConditions(r => r.Generation.ShouldBe(2), r => r.Lost.ShouldBeFalse(), r => r.Name.ShouldBe("inc-42-finance-mail-change-r2"));
        plan.Earlier.ShouldBeEmpty("what people closed is closed");
        plan.Closed.ShouldHaveSingleItem().Generation.ShouldBe(1);
    }

    [Fact]
    public void A_room_that_is_open_again_goes_on()
    {
        Responding(new RoomLost(Loss.Closed, [Ben])).When(Hand(new OpensAgain())).Then(new RoomFound());
        Room(Responding(new RoomLost(Loss.Closed, [Ben]), new RoomFound())).Lost.ShouldBeFalse();
        Responding().When(Hand(new OpensAgain())).ThenNothing("It is known already.");
    }

    [Fact]
    public void Nobody_is_asked_where_the_incident_is_over() => Over().When(Hand(new Closes())).Then(new RoomLost(Loss.Closed, []));

    [Fact]
    public void The_bot_comes_back_into_an_open_room_and_asks_about_a_private_one()
    {
        Responding(BenCommands).When(Hand(new PutsOut())).Then(new BotTakenOut());
        Responding(BenCommands, Private).When(Hand(new PutsOut(), 2)).Then(new RoomLost(Loss.PutOut, [Ben]));
        Responding(BenCommands, Private).By(Ana).Says(new RoomLost(Loss.PutOut, [Ben])).ShouldBe(
        [
            "web:ben: I was taken out of the private room of INC-42 by web:ana, and can't come back by myself. Cards and messages wait: invite me there again, or open a new room.",
        ]);
    }

    [Fact]
    public void A_card_that_was_deleted_or_unpinned_stands_on_the_timeline()
    {
        Responding().When(Hand(new Deletes("m1", "home"))).Then(new CardDeleted("home"));
        Responding().When(Hand(new Unpins("m1", "home"))).Then(new CardUnpinned("home"));
        Responding().When(Hand(new Deletes("m1"))).ThenNothing("It is known already.");
    }

    [Fact]
    public void What_is_done_to_a_room_that_was_replaced_means_nothing() => Responding(Private).When(Hand(new Closes())).ThenNothing("That is not its room any more.");
}
