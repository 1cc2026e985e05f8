using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class SeveritySpecs
{
    private static readonly SeverityChanged Worse =
        new("SEV2", "SEV1", TimeSpan.FromMinutes(30), Noon.AddMinutes(30), "backups are hit too") { Worse = true };

    [Fact]
    public void A_severity_gets_worse_with_a_reason_and_its_path_is_told() => Responding(BenCommands)
        .When(new ChangeSeverity("sev1", "because backups are hit too"))
        .Then(Worse with { Told = [Chi], Again = [Ben] });

    [Fact]
    public void Without_a_commander_the_new_path_looks_for_one() => Responding()
        .When(new ChangeSeverity("SEV1", "backups are hit too"))
        .Then(Worse, new Paged(0, [Chi], Noon.AddMinutes(10)) { Again = [Ben], Severity = "SEV1" });

    [Fact]
    public void The_room_and_the_path_hear_it() => Responding(BenCommands).Says(Worse with { Told = [Chi] }).ShouldBe(
    [
        "room: web:ana changed the severity: SEV1 instead of SEV2. Next update due 12:30 UTC. backups are hit too",
        "web:chi: INC-42 is SEV1 now instead of SEV2: #inc-42-finance-mail-change. backups are hit too",
    ]);

    [Fact]
    public void Whoever_is_told_belongs_to_the_room() =>
        Incidents.ChatView.Membership.Of(Responding(BenCommands, Worse with { Told = [Chi] }).State).ShouldContain(Chi);

    [Fact]
    public void Less_bad_means_more_time_from_now_and_nobody_is_told() => Responding(BenCommands)
        .When(new ChangeSeverity("SEV3", "one mailbox only"))
        .Then(new SeverityChanged("SEV2", "SEV3", TimeSpan.FromHours(4), Noon.AddHours(4), "one mailbox only"));

    [Fact]
    public void After_a_change_of_severity_updates_run_at_the_new_pace()
    {
        var clock = Responding(BenCommands, Worse).State.Response.Updates!;
        (clock.Every, clock.NextDue, clock.NudgeAt).ShouldBe((TimeSpan.FromMinutes(30), Noon.AddMinutes(30), Noon.AddMinutes(30)));
    }

    [Fact]
    public void An_update_that_is_due_sooner_stays_so_when_it_gets_worse() =>
        Responding(BenCommands, new UpdatePosted("All known", Noon.AddMinutes(10)))
            .When(new ChangeSeverity("SEV1", "backups are hit too"))
            .Happens[0].ShouldBeOfType<SeverityChanged>().NextUpdate.ShouldBe(Noon.AddMinutes(10));

    [Fact]
    public void Late_stays_late_when_it_gets_worse()
    {
        var late = new UpdateOverdue(Ben, Noon.AddMinutes(-5), Noon.AddMinutes(55));
        var spec = Responding(BenCommands, new UpdatePosted("All known", Noon.AddMinutes(-3)), late, Worse with { NextUpdate = Noon.AddMinutes(-3) });
        spec.State.Response.Updates!.Overdue.ShouldBeTrue();
    }

    [Fact]
    public void No_severity_changes_without_a_reason() => Responding()
        .When(new ChangeSeverity("SEV1", null))
        .ThenRefused("Say why, so that the record explains it.", "/incident severity SEV1 because …");

    [Fact]
    public void A_severity_that_does_not_exist_is_told_which_do() => Responding()
        .When(new ChangeSeverity("SEV7", "it burns"))
        .ThenRefused("There is no SEV7. The playbook knows SEV1 (worst) to SEV4.", "/incident severity SEV2 because …");

    [Fact]
    public void The_same_severity_is_answered_kindly() => Responding().When(new ChangeSeverity("SEV2", "it burns")).ThenNothing("INC-42 is SEV2 already.");

    [Fact]
    public void A_change_of_severity_is_typed_as_severity_and_reason()
    {
        Responding().Typed(ChangeSeverity.Offer, "SEV1 because backups are hit too").ShouldDo(new ChangeSeverity("SEV1", "backups are hit too"));
        Responding().Typed(ChangeSeverity.Offer, "SEV1 backups are hit too").ShouldDo(new ChangeSeverity("SEV1", "backups are hit too"));
        Responding().Typed(ChangeSeverity.Offer, "SEV1").ShouldAsk("INC-42 is SEV2 now.").Fields[0].Value.ShouldBe("SEV1");
        Responding().Sent(ChangeSeverity.Offer, Said.Form, ("severity", "SEV1"), ("because", "it burns")).ShouldDo(new ChangeSeverity("SEV1", "it burns"));
    }
}
