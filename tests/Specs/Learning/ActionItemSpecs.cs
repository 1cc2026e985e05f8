using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Learning;
using static ChatOpsIncident.Specs.Learning.Ended;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

public class ActionItemSpecs
{
    private static readonly AgreeAction Training = new(1, "Train finance on changed bank details", Chi, 14, ActionKind.Training);

    [Fact]
    public void A_lesson_becomes_an_action_item_with_an_owner_and_a_date() =>
        Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier).When(Training).Then(ChiTrains);

    [Fact]
    public void Its_owner_is_told() => Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains).Says(ChiTrains).ShouldBe(
        ["web:chi: web:ana asks you to see to this by Mon 7 Dec: Train finance on changed bank details (INC-42, lesson 1)."]);

    [Fact]
    public void Its_owner_may_look_at_the_incident_even_if_it_is_private()
    {
        var dan = new Person("web:dan");
        var closed = Mail with { Visibility = Mail.Visibility with { Private = true } };
        ListRow.Of(Spec.Given(closed, TheEnd, DrawnUp, Supplier).State).Shows(dan).ShouldBeFalse();
        ListRow.Of(Spec.Given(closed, TheEnd, DrawnUp, Supplier, ChiTrains with { Owner = dan }).State).Shows(dan).ShouldBeTrue();
    }

    [Fact]
    public void An_action_item_needs_an_owner() => Spec.Given(Mail, TheEnd, DrawnUp, Supplier).When(Training with { Owner = null })
        .ThenRefused("An action item needs one owner. Name the person who sees to it.");

    [Fact]
    public void Who_must_not_know_of_the_incident_can_not_own_it() =>
        Spec.Given(Mail with { Visibility = Mail.Visibility with { Excluded = [Chi] } }, TheEnd, DrawnUp, Supplier).When(Training)
            .ThenRefused("web:chi can't own this one. Name somebody else.");

    [Fact]
    public void Agreeing_on_the_same_twice_is_fine() => Spec.Given(Mail, TheEnd, DrawnUp, Supplier, ChiTrains).When(Training)
        .ThenNothing("That is agreed already, due Mon 7 Dec.");

    [Fact]
    public void The_owner_is_reminded_on_the_due_date_and_every_week_until_it_works()
    {
        var spec = Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains);
        spec.AlarmAt(ChiTrains.Due.AddSeconds(-1)).ThenNothing("Nothing is due.");
        spec.AlarmAt(ChiTrains.Due).Then(new OwnerReminded(1, ChiTrains.Due.AddDays(7)));
        var reminded = Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains, new OwnerReminded(1, ChiTrains.Due.AddDays(7)));
        reminded.AlarmAt(ChiTrains.Due.AddDays(7)).Then(new OwnerReminded(1, ChiTrains.Due.AddDays(14)));
        reminded.Says(new OwnerReminded(1, ChiTrains.Due.AddDays(7))).ShouldBe(
        [
            "web:chi: Train finance on changed bank details was due Mon 7 Dec (INC-42, lesson 1). Once it works, whoever checked it says so and the reminders end.",
        ]);
    }

    [Fact]
    public void Somebody_says_how_they_saw_that_it_works_and_the_reminders_end()
    {
        var verified = new ActionVerified(1, "Rang three people, all knew it");
        Spec.Given(Mail, TheEnd, DrawnUp, Supplier, ChiTrains).By(Ben).When(new Verify(1, "Rang three people, all knew it")).Then(verified);
        var state = Spec.Given(Mail, TheEnd, DrawnUp, Supplier, ChiTrains, verified).State;
        new RemindOwners().Due(state).ShouldBeNull();
        ReviewWords.Became(state.Learning.Lessons[1]).ToString().ShouldBe("It works, web:ana saw it: Rang three people, all knew it");
    }

    [Fact]
    public void How_it_was_checked_has_to_be_said() => Spec.Given(Mail, TheEnd, DrawnUp, Supplier, ChiTrains).When(new Verify(1, " "))
        .ThenRefused("Say in a few words how you saw that it works.");

    [Fact]
    public void Only_an_action_item_can_be_checked() => Spec.Given(Mail, TheEnd, DrawnUp, Supplier).When(new Verify(1, "Saw it"))
        .ThenRefused("Lesson 1 has no action item to check.", "/incident action 1");

    [Fact]
    public void An_action_item_is_checked_once() => Spec.Given(Mail, TheEnd, DrawnUp, Supplier, ChiTrains, new ActionVerified(1, "Saw it")).When(new Verify(1, "Saw it too"))
        .ThenNothing("web:ana has checked that already.");

    [Fact]
    public void The_dialog_begins_with_the_lesson_in_two_weeks()
    {
        var form = Spec.Given(Mail, TheEnd, DrawnUp, Supplier).Sent(AgreeAction.Offer, Said.Button, ("lesson", "1")).ShouldBeOfType<ToAsk>().Form;
        form.Fields.Select(f => $"{f.Label} {f.Value}").ShouldBe(
            ["What has to be done? Call the supplier on the known number", "Who sees to it? ", "By when? 14", "What does it change? Procedure"]);
        form.Carried["lesson"].ShouldBe("1");
    }

    [Fact]
    public void The_dialog_comes_back_as_the_command() => Spec.Given(Mail, TheEnd, DrawnUp, Supplier)
        .Sent(AgreeAction.Offer, Said.Form, ("lesson", "1"), ("asked", "yes"), ("what", "Train finance on changed bank details"), ("owner", "web:chi"), ("due", "14"), ("kind", "Training"))
        .ShouldBe(new ToDo(Training));
}
