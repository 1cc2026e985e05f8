using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Assessment;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class RoleSpecs
{
    [Fact]
    public void Who_takes_a_free_role_has_it_and_joins() => Responding().By(Ben)
        .When(new TakeRole("commander"))
        .Then(new Joined([Ben]), BenCommands);

    [Fact]
    public void The_room_hears_who_has_a_role() =>
        Responding().Says(BenCommands).ShouldBe(["room: web:ben is incident commander now."]);

    [Fact]
    public void A_role_without_groups_is_for_whoever_may_respond() => Responding()
        .When(new TakeRole("scribe"))
        .Then(new Joined([Ana]), new RoleTaken("scribe", "scribe", Ana, null));

    [Fact]
    public void A_role_for_others_is_refused_with_who_can_take_it() => Responding()
        .When(new TakeRole("commander"))
        .ThenRefused("Incident commander is for leads. web:ben and web:chi can take it.", "/incident role commander @someone");

    [Fact]
    public void A_role_whose_groups_have_nobody_is_for_whoever_is_there() => Responding()
        .When(new TakeRole("comms"))
        .Then(new Joined([Ana]), new RoleTaken("comms", "communications lead", Ana, null));

    [Fact]
    public void Where_the_chat_does_not_say_who_is_in_which_group_nobody_stands_in_for_them() => Responding()
        .At(m => m with { Roster = Roster.Unread })
        .When(new TakeRole("comms"))
        .ThenRefused(
            "Communications lead is for communications. Who that is can't be seen now, because the chat does not tell the bot who is in which group. Whoever runs this bot sees why with \"doctor\".",
            "/incident help");

    [Fact]
    public void While_nobody_is_on_call_whoever_looks_at_it_may_take_a_role_of_those_on_call()
    {
        Of(Looks, Sev2).At(m => m with { Playbook = ForOnCall, Roster = m.Roster with { OnCall = [] } }).When(new TakeRole("commander"))
            .Then(new Joined([Ana]), new RoleTaken("commander", "incident commander", Ana, null));
        Of(Looks, Sev2).At(m => m with { Playbook = ForOnCall }).When(new TakeRole("commander"))
            .ThenRefused("Incident commander is for whoever is on call and leads. web:ben and web:chi can take it.", "/incident role commander @someone");
    }

    [Fact]
    public void Who_only_stands_in_for_those_on_call_keeps_nobody_else_from_a_role() =>
        Of(Looks, Sev2).At(m => m with { Playbook = ForOnCall, Roster = Roster.Empty }).By(Chi).When(new TakeRole("commander"))
            .Then(new Joined([Chi]), new RoleTaken("commander", "incident commander", Chi, null));

    [Fact]
    public void Taking_a_role_twice_is_answered_kindly() => Responding(BenCommands).By(Ben)
        .When(new TakeRole("commander"))
        .ThenNothing("You are incident commander of INC-42 already.");

    [Fact]
    public void A_role_that_somebody_has_is_not_taken_by_accident() => Responding(BenCommands).By(Chi)
        .When(new TakeRole("commander"))
        .ThenRefused("web:ben is incident commander. If they are gone, take it over; both of you are told.", "/incident role commander take");

    [Fact]
    public void When_the_commander_is_gone_another_takes_over_on_the_record() => Responding(BenCommands).By(Chi)
        .When(new TakeRole("commander", Over: true))
        .Then(new Joined([Chi]), new RoleTaken("commander", "incident commander", Chi, Ben));

    [Fact]
    public void Taking_over_is_told_to_the_room_and_to_who_had_the_role() =>
        Responding(BenCommands).By(Chi).Says(new RoleTaken("commander", "incident commander", Chi, Ben)).ShouldBe(
        [
            "room: web:chi is incident commander now, after web:ben.",
            "web:ben: web:chi is incident commander of INC-42 now, after you. If you are back and it is yours again: /incident role commander take in #inc-42-finance-mail-change.",
        ]);

    [Fact]
    public void Who_is_given_a_role_is_told_and_joins() => Responding()
        .When(new GiveRole("commander", Chi))
        .Then(new Joined([Chi]), new RoleTaken("commander", "incident commander", Chi, null, Given: true));

    [Fact]
    public void The_message_about_a_given_role_says_by_whom() =>
        Responding().Says(new RoleTaken("commander", "incident commander", Chi, null, Given: true)).ShouldBe(
        [
            "room: web:chi is incident commander now.",
            "web:chi: web:ana made you incident commander of INC-42: #inc-42-finance-mail-change. What is open stands on the card at the top.",
        ]);

    [Fact]
    public void Who_must_not_know_gets_no_role() =>
        Spec.Given(Reports.Mail with { Visibility = Incidents.Detection.Visibility.Open with { Excluded = [Chi] } }, Sev2).At(m => m with { Playbook = Pinned })
            .When(new GiveRole("commander", Chi))
            .ThenRefused("web:chi is kept out of INC-42 since its report. Choose somebody else.");

    [Fact]
    public void A_role_can_be_given_back() => Responding(new RoleTaken("scribe", "scribe", Ana, null))
        .When(new DropRole("scribe"))
        .Then(new RoleDropped("scribe", "scribe", Ana));

    [Fact]
    public void An_incident_is_never_without_commander_again() => Responding(BenCommands)
        .When(new DropRole("commander"))
        .ThenRefused("INC-42 is never without incident commander. Give the role to somebody else.", "/incident role commander @someone");

    [Fact]
    public void A_role_that_does_not_exist_is_told_which_do() => Responding()
        .When(new TakeRole("captain"))
        .ThenRefused("The playbook knows no role \"captain\". It knows commander, comms, scribe.", "/incident role commander");

    [Fact]
    public void Roles_begin_with_the_declaration() => Of()
        .When(new TakeRole("scribe"))
        .ThenRefused("INC-42 is a report so far; that comes once it is declared.", "/incident declare");

    [Fact]
    public void A_role_is_taken_given_taken_over_and_dropped_in_words()
    {
        var spec = Responding();
        spec.Typed(RoleOffer.Offer, "commander").ShouldDo(new TakeRole("commander"));
        spec.Typed(RoleOffer.Offer, "commander take").ShouldDo(new TakeRole("commander", Over: true));
        spec.Typed(RoleOffer.Offer, "commander <@web:chi>").ShouldDo(new GiveRole("commander", Chi));
        spec.Typed(RoleOffer.Offer, "<@web:chi> commander").ShouldDo(new GiveRole("commander", Chi));
        spec.Typed(RoleOffer.Offer, "scribe drop").ShouldDo(new DropRole("scribe"));
        spec.Typed(RoleOffer.Offer, "commander @nobody").ShouldRefuse("I know nobody called @nobody here. Choose the name from the list that opens after the @.");
        spec.Typed(RoleOffer.Offer, "commander please").ShouldRefuse("After the role comes a name, \"take\" or \"drop\"; I can't read \"please\".", "/incident role commander @someone");
    }

    [Fact]
    public void Without_words_a_form_asks_for_the_first_free_role() =>
        Responding(BenCommands).Typed(RoleOffer.Offer, "").ShouldAsk("Whoever has the role now is told.").Fields[0].Value.ShouldBe("comms");

    [Fact]
    public void The_cards_button_takes_the_role_that_it_names_only_while_it_is_free() =>
        Responding().Pressed(RoleOffer.Offer, ("role", "scribe")).ShouldDo(new TakeRole("scribe"));

    [Fact]
    public void The_form_gives_the_role_or_takes_it_over()
    {
        var spec = Responding(BenCommands);
        spec.Sent(RoleOffer.Offer, Incidents.Conversation.Said.Form, ("role", "commander")).ShouldDo(new TakeRole("commander", Over: true));
        spec.Sent(RoleOffer.Offer, Incidents.Conversation.Said.Form, ("role", "commander"), ("who", "web:chi")).ShouldDo(new GiveRole("commander", Chi));
    }

    private static Incidents.Assessment.Acknowledged Looks { get; } = new();

    private static Playbook ForOnCall => Pinned with { Roles = [.. Pinned.Roles.Select(r => r.Id == "commander" ? r with { Groups = ["on-call", "leads"] } : r)] };
}
