using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Response;

public class ChecklistSpecs
{
    private static readonly Playbook Playbook = SmallPlaybook with
    {
        Checklist =
        [
            new("keep-logs", "contain", "Extend log retention", MustDo: true, Evidence: true),
            new("watch", "recover", "Watch for a day"),
        ],
        Categories =
        [
            SmallPlaybook.Categories[0] with
            {
                Checklist = [new("revoke", "contain", "Revoke sessions", MustDo: true, Role: "commander", Within: TimeSpan.FromMinutes(40))],
            },
        ],
    };

    [Fact]
    public void A_phase_begins_with_the_tasks_of_every_incident_and_then_those_of_its_category() =>
        Checklist.For(Playbook, "phishing-bec", Phase.Contain, 3, Moment()).ShouldBeOfType<TasksPlanned>().Tasks.ShouldBe(
        [
            new(4, "Extend log retention") { Id = "keep-logs", MustDo = true, Evidence = true },
            new(5, "Revoke sessions") { Id = "revoke", MustDo = true, Role = "commander", Due = Noon.AddMinutes(40) },
        ]);

    [Fact]
    public void An_unknown_category_still_gets_the_tasks_of_every_incident() =>
        Checklist.For(Playbook, null, Phase.Contain, 0, Moment()).ShouldBeOfType<TasksPlanned>().Tasks.Length.ShouldBe(1);

    [Fact]
    public void A_phase_without_a_checklist_plans_nothing() => Checklist.For(Playbook, null, Phase.Eradicate, 0, Moment()).ShouldBeNull();

    [Fact]
    public void What_is_open_from_before_is_not_planned_twice() =>
        Checklist.For(Playbook, "phishing-bec", Phase.Contain, 9, Moment(), ["keep-logs", null]).ShouldBeOfType<TasksPlanned>().Tasks
            .ShouldHaveSingleItem().Number.ShouldBe(10);
}
