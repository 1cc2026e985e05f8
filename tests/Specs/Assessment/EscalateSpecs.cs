using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class EscalateSpecs
{
    private static readonly Person Dee = new("web:dee");
    private static readonly Person Eli = new("web:eli");

    private static Spec Waiting(params Event[] pages) => Spec.Given([Mail, .. pages]).At(Staffed([Ben], Ben, Chi));

    private static Paged Late(Paged page) => page with { NextAt = Noon };

    [Fact]
    public void An_escalation_waits_until_the_answer_is_due() =>
        IncidentAlarm.NextAlarm(Waiting(BenTold).State).ShouldBe(Noon.AddMinutes(3));

    [Fact]
    public void Nobody_else_is_told_before_the_answer_is_due() => Waiting(BenTold).When(new Tick()).ThenNothing("Nothing is due.");

    [Fact]
    public void Without_an_answer_the_next_step_is_told_and_who_was_told_is_not_told_again() => Waiting(Late(BenTold))
        .When(new Tick())
        .Then(new Paged(1, [Chi], Noon.AddMinutes(10)));

    [Fact]
    public void At_the_end_of_the_escalation_path_everybody_on_it_is_told_again() => Waiting(BenTold, Late(new Paged(1, [Chi], Noon)))
        .When(new Tick())
        .Then(new Paged(2, [], Noon.AddMinutes(15)) { Again = [Ben, Chi], Repeats = true });

    [Fact]
    public void The_repetition_widens_to_everybody_who_may_take_command() => Waiting(BenTold, Late(new Paged(2, [], Noon) { Again = [Ben], Repeats = true }))
        .At(Staffed([Ben], Chi, Dee))
        .When(new Tick())
        .Then(new Paged(3, [Chi, Dee], Noon.AddMinutes(15)) { Again = [Ben], Repeats = true });

    [Theory]
    [InlineData("SEV1", 10)]
    [InlineData("SEV4", 15)]
    public void A_severity_repeats_as_often_as_it_says_and_without_a_word_as_often_as_a_report(string severity, int minutes)
    {
        var patient = SmallPlaybook with { Severities = [.. SmallPlaybook.Severities.Select(s => s.Id == "SEV1" ? s with { RepeatEvery = TimeSpan.FromMinutes(10) } : s)] };
        Spec.Given(Mail, new Declared(severity, "", null, Nothing, TimeSpan.FromHours(4)), Late(new Paged(7, [Ben], Noon) { Severity = severity }))
            .At(m => Staffed([Ben])(m) with { Playbook = patient })
            .When(new Tick())
            .Then(new Paged(8, [], Noon.AddMinutes(minutes)) { Again = [Ben], Repeats = true, Severity = severity });
    }

    [Fact]
    public void An_escalation_never_ends_in_silence() => Waiting(BenTold, Late(new Paged(99, [], Noon) { Again = [Ben, Chi], Repeats = true }))
        .At(Staffed([]))
        .When(new Tick())
        .Then(new Paged(100, [], Noon.AddMinutes(15)) { Repeats = true });

    [Fact]
    public void After_an_outage_one_step_is_taken_and_the_next_one_has_its_full_time() => Waiting(BenTold with { NextAt = Noon.AddHours(-7) })
        .When(new Tick())
        .Then(new Paged(1, [Chi], Noon.AddMinutes(10)));

    [Fact]
    public void A_step_that_brings_nobody_new_is_passed_over() => Waiting(Late(BenTold))
        .At(Staffed([Ben], Ben))
        .When(new Tick())
        .Then(new Paged(2, [], Noon.AddMinutes(15)) { Again = [Ben], Repeats = true });

    [Fact]
    public void Who_came_on_call_meanwhile_is_told_as_somebody_new() => Waiting(BenTold, Late(new Paged(1, [Chi], Noon)))
        .At(Staffed([Eli], Chi))
        .When(new Tick())
        .Then(new Paged(2, [Eli], Noon.AddMinutes(15)) { Again = [Chi], Repeats = true });

    [Fact]
    public void Who_must_not_know_is_never_told()
    {
        var secret = Mail with { Visibility = Visibility.Open with { Excluded = [Chi] } };
        Spec.Given(secret, Late(BenTold)).At(Staffed([Ben], Ben, Chi, Dee)).When(new Tick()).Then(new Paged(1, [Dee], Noon.AddMinutes(10)));
        Spec.Given(secret, Late(new Paged(7, [Ben], Noon))).At(Staffed([Ben], Ben, Chi)).When(new Tick())
            .Then(new Paged(8, [], Noon.AddMinutes(15)) { Again = [Ben], Repeats = true });
    }

    [Theory]
    [InlineData(0, false, "")]
    [InlineData(1, false, "room: No answer yet, so web:chi has been told too.")]
    [InlineData(2, true, "room: No answer yet. web:chi has been told again. Whoever is here can take it: press \"I look at it\".")]
    public void The_room_sees_that_the_circle_grows(int step, bool repeats, string said) =>
        string.Join('\n', Waiting(BenTold).Says(new Paged(step, [Chi], Noon) { Repeats = repeats }).Skip(1)).ShouldBe(said);

    [Theory]
    [InlineData(0, "room: Nobody is on call now. Whoever is here can take it: press \"I look at it\".")]
    [InlineData(1, "room: No answer yet, and nobody else could be told. Whoever is here can take it: press \"I look at it\".")]
    public void With_nobody_to_tell_the_room_is_asked(int step, string said) =>
        Waiting().Says(new Paged(step, [], Noon)).ShouldBe([said]);

    [Fact]
    public void The_timeline_says_who_was_told_and_who_again() =>
        new Paged(2, [Dee], Noon) { Again = [Ben, Chi] }.Line.ToString().ShouldBe("web:dee told, web:ben and web:chi told again");
}
