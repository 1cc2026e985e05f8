using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class DeclareSpecs
{
    /// <summary>All questions answered: SEV2 by rule 2b.</summary>
    private static readonly Event[] Serious = [Mail, BenTold, Answers(2, 2, 0, 1, 0, 0), No];

    private static Answered No => new([.. Pinned.Categories[0].Questions.Select(q => GivenAnswer.To(q, false))]);

    private static Spec Triaged(params Event[] after) => Spec.Given([.. Serious, .. after]).At(WithCriteria).By(Ben);

    private static Basis Basis => Incidents.Assessment.Basis.Of(Triaged().State, Pinned);

    private static Declared Declared(string severity = "SEV2", string name = "Major", string? reason = null, int minutes = 60) =>
        new(severity, name, Text.Maybe(reason), Basis, TimeSpan.FromMinutes(minutes));

    private static readonly TasksPlanned Tasks = new(Phase.Contain, [new(1, "Extend log retention") { Id = "keep-logs", MustDo = true }]);

    [Fact]
    public void The_recommended_severity_needs_no_reason() => Triaged()
        .When(new Declare(null))
        .Then(Declared(), Tasks, new Paged(0, [], Noon.AddMinutes(10)) { Again = [Ben], Severity = "SEV2" });

    [Fact]
    public void The_decision_record_keeps_criteria_rule_range_and_answers()
    {
        var basis = Triaged().When(new Declare("SEV2")).Happens.OfType<Declared>().Single().Basis;
        basis.Criteria.ShouldBe(1);
        basis.Category.ShouldBe("Phishing");
        (basis.Recommended, basis.Mildest, basis.Worst).ShouldBe(("SEV2", "SEV2", "SEV2"));
        basis.Rule.ShouldBe("2b");
        basis.Says.ShouldBe("Two of services, information, reach and activity are serious.");
        basis.Answers.Length.ShouldBe(11);
    }

    [Fact]
    public void Another_severity_needs_a_reason() => Triaged()
        .When(new Declare("SEV1"))
        .ThenRefused("The answers so far recommend SEV2. To declare SEV1, say why: that stands in the decision record.", "/incident declare SEV1 because …");

    [Fact]
    public void Another_severity_is_declared_with_its_reason() => Triaged()
        .When(new Declare("SEV3", "only one mailbox, and it is empty"))
        .Then(Declared("SEV3", "Minor", "only one mailbox, and it is empty", 240), Tasks);

    [Fact]
    public void Without_any_answer_every_severity_needs_a_reason() => Spec.Given(Mail).At(WithCriteria)
        .When(new Declare("SEV2"))
        .ThenRefused("No question is answered yet. To declare SEV2 all the same, say why: that stands in the decision record.", "/incident declare SEV2 because …");

    [Fact]
    public void Without_any_answer_it_can_be_declared_with_a_reason()
    {
        var declared = Spec.Given(Mail).At(WithCriteria).When(new Declare("SEV1", "the building burns")).Happens.OfType<Declared>().Single();
        declared.Severity.ShouldBe("SEV1");
        declared.Basis.Answers.ShouldBeEmpty();
    }

    [Fact]
    public void A_severity_that_does_not_exist_is_answered_with_those_that_do() => Triaged()
        .When(new Declare("SEV7"))
        .ThenRefused("There is no SEV7. The playbook knows SEV1 (worst) to SEV4.", "/incident declare SEV2 because …");

    [Fact]
    public void A_reason_that_is_too_long_is_told_its_length() => Triaged()
        .When(new Declare("SEV1", new string('x', 3001)))
        .ThenRefused("That is 3001 characters; 3000 fit here. Send the beginning now and the rest as a note.");

    [Fact]
    public void Declaring_begins_to_contain_and_starts_the_clock_of_updates()
    {
        var incident = Triaged(Declared()).State;
        incident.Status.ShouldBe(Status.Responding);
        incident.Response.ShouldSatisfyAllConditions(
            r => r.Severity.ShouldBe("SEV2"), r => r.Phase.ShouldBe(Phase.Contain), r => r.PhaseSince.ShouldBe(Noon.AddMinutes(-1)),
            r => r.Updates!.NextDue.ShouldBe(Noon.AddMinutes(59)));
    }

    [Fact]
    public void Whoever_decides_has_looked_at_it() => Triaged(Declared()).State.Assessment.Acknowledged.ShouldBe(new(Ana, Noon.AddMinutes(-1)));

    [Fact]
    public void Until_there_is_a_commander_the_severitys_path_is_asked()
    {
        var asked = Triaged(Declared(), new Paged(0, [], Noon) { Again = [Ben], Severity = "SEV2" }).At(Staffed([Ben], Ben, Chi)).At(WithCriteria);
        var next = new Paged(1, [Chi], Noon.AddMinutes(20)) { Severity = "SEV2" };
        asked.When(new Tick()).Happens.Count(e => Spec.Same(e, next)).ShouldBe(1);
    }

    [Fact]
    public void With_a_commander_nobody_is_asked_any_more() =>
        new Escalate().Due(Triaged(Declared(), new Paged(0, [Ben], Noon), new RoleTaken("commander", "incident commander", Ben, null)).State).ShouldBeNull();

    [Fact]
    public void Who_is_paged_for_an_incident_is_asked_to_take_command() => Triaged(Declared())
        .Says(new Paged(0, [Chi], Noon) { Severity = "SEV2" })
        .ShouldBe(["web:chi: INC-42 is SEV2 and needs an incident commander: #inc-42-finance-mail-change."]);

    [Fact]
    public void Declaring_it_a_second_time_is_answered_kindly() => Triaged(Declared())
        .When(new Declare("SEV2"))
        .ThenNothing("INC-42 is SEV2, declared by web:ana at 11:59 UTC.");

    [Fact]
    public void Declaring_it_at_another_severity_is_a_change_of_severity() => Triaged(Declared())
        .When(new Declare("SEV1"))
        .ThenRefused("INC-42 is SEV2, declared by web:ana at 11:59 UTC.", "/incident severity SEV… because …");

    [Fact]
    public void What_was_dismissed_has_to_be_opened_again_first() => Triaged(new Dismissed(Outcome.NotIncident, "planned", Nothing))
        .When(new Declare("SEV2"))
        .ThenRefused("INC-42 is not an incident, decided by web:ana at 11:59 UTC.", "/incident reopen because …");

    [Fact]
    public void The_room_hears_what_is_not_known_where_that_decided() => Triaged().Says(Declared() with { Severity = "SEV1", Name = "Critical", Basis = Declared().Basis with { Recommended = "SEV1", Worst = "SEV1" } }).ShouldBe(
        ["room: web:ben declared SEV1 (Critical). Two of services, information, reach and activity are serious, which is at least SEV2; what nobody knows yet could make it SEV1. Next update to stakeholders due 13:00 UTC."]);

    [Fact]
    public void The_room_hears_who_declared_what_by_which_rule() => Triaged().Says(Declared()).ShouldBe(
        ["room: web:ben declared SEV2 (Major). Two of services, information, reach and activity are serious. Next update to stakeholders due 13:00 UTC."]);

    [Fact]
    public void The_timeline_says_where_a_person_decided_otherwise_than_the_criteria() =>
        Declared("SEV1", reason: "the minister's mailbox").Line.ToString().ShouldBe("declared SEV1, where the criteria recommended SEV2. the minister's mailbox");

    [Fact]
    public void A_declaration_is_typed_as_severity_and_reason() => TextTable.Check("""
        | typed                        | severity and reason
        |                              | none · none
        | SEV2                         | SEV2 · none
        | sev2 because two answered    | SEV2 · two answered
        | sev 2, because two answered  | SEV2 · two answered
        | 2 two answered               | SEV2 · two answered
        | major: two answered          | SEV2 · two answered
        | SEV7                         | SEV7 · none
        | because two answered         | none · two answered
        | two people answered          | none · two people answered
        | several answered             | none · several answered
        """, row =>
        {
            var (severity, why) = SeverityWords.Split(row["typed"], Pinned);
            return row.With("severity and reason", $"{severity ?? "none"} · {Reason.Of(why) ?? "none"}");
        });

    [Fact]
    public void A_click_that_needs_a_reason_opens_the_form_with_the_severity_filled_in()
    {
        var form = Pressed(("severity", "SEV1")).ShouldBeOfType<ToAsk>().Form;
        form.Intro.ToString().ShouldBe("The answers so far recommend SEV2. To declare SEV1, say why: that stands in the decision record.");
        form.Fields[0].Value.ShouldBe("SEV1");
    }

    [Fact]
    public void Declaring_another_severity_begins_with_the_form() =>
        Pressed().ShouldBeOfType<ToAsk>().Form.Intro.ToString().ShouldBe("So far: SEV2.");

    [Fact]
    public void Answers_that_stood_on_the_card_unsaved_are_saved_with_the_decision()
    {
        var command = (Declare)Pressed(("severity", "SEV1"), ("q-P", "3")).ShouldBeOfType<ToDo>().Command;
        Triaged().When(command).Happens[..2].Select(e => e.GetType()).ShouldBe([typeof(Answered), typeof(Declared)]);
    }

    [Fact]
    public void Answers_that_stood_on_the_card_unsaved_go_along_through_the_form() =>
        Pressed(("shown", "q-P=0"), ("q-P", "1")).ShouldBeOfType<ToAsk>().Form.Carried.ShouldBe(
            ImmutableDictionary<string, string>.Empty.Add("shown", "q-P=0").Add("q-P", "1"), ignoreOrder: true);

    private static Understood Pressed(params (string Name, string Value)[] values) =>
        Triaged().Understood(Declare.Offer, Arguments.Of(Said.Button, values.ToImmutableDictionary(v => v.Name, v => v.Value)));
}
