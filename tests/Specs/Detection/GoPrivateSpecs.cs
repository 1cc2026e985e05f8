using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Detection;

public class GoPrivateSpecs
{
    private static readonly Person Dan = new("web:dan");

    private static readonly WentPrivate Private = new("names of people are in it", [], [Ana, Ben]);

    private static ChatPlan Plan(Spec spec) => new IncidentFold().Plan(spec.State, Pinned);

    [Fact]
    public void It_goes_on_in_a_room_whose_name_says_nothing_with_those_who_belong_to_it()
    {
        var plan = Plan(Responding(BenCommands, new Joined([Chi]), Private));
        plan.Room.ShouldNotBeNull().ShouldSatisfyAllConditions(
            room => room.Generation.ShouldBe(2), room => room.Name.ShouldBe("inc-42-r2"), room => room.Private.ShouldBeTrue(), room => room.Members.ShouldBe([Ana, Ben, Chi]));
    }

    [Fact]
    public void Who_could_have_seen_it_stands_on_the_timeline()
    {
        Responding(BenCommands, new Joined([Chi])).By(Ben).When(new GoPrivate("because names of people are in it", []))
            .Then(new WentPrivate("names of people are in it", [], [Ana, Ben, Chi]));
        Private.Line.ToString().ShouldBe("went private: names of people are in it. Until then it was open to everyone; in the room were web:ana and web:ben");
    }

    [Fact]
    public void It_says_so_in_the_next_room() => Responding(BenCommands).By(Ben).Says(Private).ShouldBe(
    [
        "room: web:ben made INC-42 private: names of people are in it. It goes on here; whoever is in this room may know of it, nobody else. To let somebody in: /incident call @someone why.",
    ]);

    [Fact]
    public void The_old_room_says_only_that_it_goes_on_elsewhere()
    {
        var left = Plan(Responding(BenCommands, Private)).Earlier.ShouldHaveSingleItem();
        left.Room.Generation.ShouldBe(1);
        left.Room.Name.ShouldBe("inc-42-finance-mail-change");
        left.Name.ShouldBe("inc-42-moved");
        left.Topic.ToString().ShouldBe("INC-42 goes on in another room");
        Cards.Drawn.Of(left.Moved.Card).ShouldNotContain("inance");
    }

    [Fact]
    public void A_reason_is_asked_for()
    {
        Responding().When(new GoPrivate(null, [])).ThenRefused("Say why, so that the record explains it.", "/incident private because …");
        Responding().Typed(GoPrivate.Offer, "").ShouldBeOfType<ToAsk>().Form.Title.ShouldBe("Make it private");
        Responding().Typed(GoPrivate.Offer, "because names are in it").ShouldBeOfType<ToDo>().Command.ShouldBeOfType<GoPrivate>().Because.ShouldBe("names are in it");
    }

    [Fact]
    public void Twice_is_once() => Responding(Private).When(new GoPrivate("again", [])).ThenNothing("INC-42 is private already. To let somebody in: /incident call @someone why.");

    [Fact]
    public void Members_are_chosen_anew()
    {
        var command = Responding(new Joined([Chi, Dan])).Typed(GoPrivate.Offer, "without <@web:chi> and <@web:dan> because they are asked about").ShouldBeOfType<ToDo>().Command.ShouldBeOfType<GoPrivate>();
        command.Without.ShouldBe([Chi, Dan]);
        command.Because.ShouldBe("they are asked about");
        Responding(new Joined([Chi, Dan])).When(command).Then(new WentPrivate("they are asked about", [Chi, Dan], [Ana, Ben, Chi, Dan]));

        var state = Responding(new Joined([Chi, Dan]), new WentPrivate("they are asked about", [Chi, Dan], [])).State;
        Membership.Of(state).ShouldBe([Ana, Ben]);
        ListRow.Of(state).Shows(Chi).ShouldBeFalse();
        ListRow.Of(state).Shows(Ana).ShouldBeTrue();
    }

    [Fact]
    public void Only_who_has_a_role_can_come_along() => Responding(BenCommands, new Joined([Chi])).By(Ben).When(new GoPrivate("a colleague is involved", [], RolesOnly: true))
        .Then(new WentPrivate("a colleague is involved", [Ana, Chi], [Ana, Ben, Chi]));

    [Fact]
    public void Whoever_has_a_role_hands_it_over_before_they_are_left_out()
    {
        Responding(BenCommands).When(new GoPrivate("why", [Ben])).ThenRefused("web:ben has a role here. Give it to somebody else first, or let them come along.", "/incident role commander @someone");
        Responding(BenCommands).When(new GoPrivate("why", [Ana])).ThenRefused("You can't leave yourself out. Ask somebody who stays to do it.");
    }

    [Fact]
    public void Whoever_makes_it_private_belongs_to_it() => Responding().By(Chi).When(new GoPrivate("names are in it", []))
        .Then(new Joined([Chi]), new WentPrivate("names are in it", [], [Ana, Ben]));

    [Fact]
    public void Before_there_is_a_room_none_has_to_be_replaced()
    {
        var late = Of().At(m => m with { Playbook = m.Playbook with { Rooms = m.Playbook.Rooms with { OpenAtReport = false } } });
        late.When(new GoPrivate("names are in it", [])).Then(new WentPrivate("names are in it", [], [Ana, Ben]) { NextRoom = false });
        Of(Private with { NextRoom = false }).State.ShouldSatisfyAllConditions(i => i.Room.Generation.ShouldBe(1), i => i.Reported.RoomName.ShouldBe("inc-42"));
    }

    [Fact]
    public void Who_was_left_out_is_not_told_paged_or_asked_until_they_are_let_in_again()
    {
        var left = Responding(new WentPrivate("why", [Ben], []));
        left.State.Reported.Visibility.MayKnow(Ben).ShouldBeFalse();
        left.When(new Call(Ben, "knows the system")).ThenRefused("web:ben was left out of INC-42. Choose somebody else, or let them in again first.", "/incident admit @someone");
        left.When(new Admit(Ben)).Then(new Admitted(Ben), new Joined([Ben]));
        Membership.Of(Responding(new WentPrivate("why", [Ben], []), new Admitted(Ben)).State).ShouldContain(Ben);
    }

    [Fact]
    public void Letting_in_makes_sense_where_somebody_is_kept_out()
    {
        Responding().When(new Admit(Chi)).ThenNothing("INC-42 is open to everyone, so nobody has to be let in.");
        Responding(Private).When(new Admit(Ben)).ThenNothing("web:ben belongs to INC-42 already.");
        Responding(Private).When(new Admit(Chi)).Then(new Admitted(Chi), new Joined([Chi]));
    }

    [Fact]
    public void Somebody_is_taken_out_of_a_private_incident()
    {
        var spec = Responding(BenCommands, new Joined([Chi]), Private);
        spec.When(new TakeOut(Chi)).Then(new TakenOut(Chi));
        spec.Says(new TakenOut(Chi)).ShouldBe(["room: web:ana took web:chi out of INC-42."]);
        Plan(Responding(BenCommands, new Joined([Chi]), Private, new TakenOut(Chi))).Room!.ShouldSatisfyAllConditions(
            room => room.Members.ShouldNotContain(Chi), room => room.Excluded.ShouldBe([Chi]));
    }

    [Fact]
    public void Where_the_chat_takes_nobody_out_whoever_leads_is_asked_to_do_it()
    {
        var spec = Responding(BenCommands, new Joined([Chi]), Private, new TakenOut(Chi));
        spec.When(new SayStillInside(Chi)).Then(new StillInside(Chi, [Ben]));
        spec.Says(new StillInside(Chi, [Ben])).ShouldBe(
            ["web:ben: web:chi can still read the room of INC-42: this chat does not let me take them out. Please take them out there yourself, or ask somebody who can."]);
        Responding(Private).When(new SayStillInside(Ben)).ThenNothing("They belong to it.");
    }

    [Fact]
    public void Who_takes_somebody_out_of_a_room_that_the_bot_cannot_use_is_told_to_do_it_there()
    {
        Told(Responding(new Joined([Chi]), Private, new TakenOut(Chi))).ShouldBe("web:chi is taken out of INC-42. What they have read they know.");
        Told(Responding(new Joined([Chi]), Private, new RoomLost(Loss.PutOut, []), new TakenOut(Chi))).ShouldBe(
            "web:chi does not belong to INC-42 any more. I can't use its room now, so take them out of it there yourselves. What they have read they know.");

        static string Told(Spec spec) => new IncidentFold().Answer(spec.State, new TakeOut(Chi), spec.Moment)!.ToString();
    }

    [Fact]
    public void Nobody_is_taken_out_of_what_is_open_to_everyone_or_out_of_a_role()
    {
        Responding().When(new TakeOut(Chi)).ThenRefused(
            "INC-42 is open to everyone. Make it private first; whoever you name is left out.", "/incident private without @someone because …");
        Responding(BenCommands, Private).When(new TakeOut(Ben)).ThenRefused("web:ben has a role here. Give it to somebody else first.", "/incident role commander @someone");
        Responding(Private).When(new TakeOut(Ana)).ThenRefused("You can't take yourself out. Ask somebody who stays, or leave the room.");
    }

    [Fact]
    public void What_was_merged_into_it_names_it_no_longer()
    {
        var merged = new Merged("T", 41, null, Specs.Assessment.Reports.Nothing);
        Of(merged).When(new HideSurvivor("T")).Then(new SurvivorHidden());
        Of(merged).When(new HideSurvivor("U")).ThenNothing("INC-42 does not name it.");
        new SurvivorHidden().Sends(Of(merged, new SurvivorHidden()).State, null!).ShouldHaveSingleItem().ShouldBeOfType<SaidAnew>();
        HomeWords.Status(Of(merged, new SurvivorHidden()).State).ToString().ShouldBe("INC-42 is the same as another incident; it goes on there.");
    }

    [Fact]
    public void A_room_name_counts_its_generations()
    {
        RoomName.Next("inc-42", 2).ShouldBe("inc-42-r2");
        RoomName.Next("inc-42-r2", 3).ShouldBe("inc-42-r3");
        RoomName.Next(new string('a', 50), 2).ShouldBe(new string('a', 47) + "-r2");
    }
}
