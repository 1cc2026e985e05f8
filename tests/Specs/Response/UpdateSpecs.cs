using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class UpdateSpecs
{
    /// <summary>Declared at 11:58 or 11:59 with an hour between updates.</summary>
    private static Spec Working(params Event[] more) => Responding([BenCommands, .. more]);

    [Fact]
    public void The_first_update_is_due_after_the_severitys_time() =>
        IncidentAlarm.NextAlarm(Working().State).ShouldBe(Noon.AddMinutes(58));

    [Fact]
    public void An_update_is_one_text_for_everyone_and_sets_the_clock_anew()
    {
        Working().When(new PostUpdate("Sessions are revoked")).Then(new UpdatePosted("Sessions are revoked", Noon.AddMinutes(60)));
        Working().Says(new UpdatePosted("Sessions are revoked", Noon.AddMinutes(60))).ShouldBe(
            ["room: Update by web:ana, the next one due 13:00 UTC: Sessions are revoked"]);
        var clock = Working(new UpdatePosted("Sessions are revoked", Noon.AddMinutes(60))).State.Response.Updates!;
        (clock.NextDue, clock.NudgeAt, clock.LastAt, clock.Last!.Value).ShouldBe((Noon.AddMinutes(60), Noon.AddMinutes(60), Noon.AddMinutes(-1), "Sessions are revoked"));
    }

    [Fact]
    public void When_it_is_due_who_writes_updates_is_nudged()
    {
        var comms = new RoleTaken("comms", "communications lead", Chi, null);
        Working().AlarmAt(Noon.AddMinutes(58)).ShouldRing(new UpdateOverdue(Ben, Noon.AddMinutes(58), Noon.AddMinutes(118)));
        Working(comms).AlarmAt(Noon.AddMinutes(57)).ShouldRing(new UpdateOverdue(Chi, Noon.AddMinutes(57), Noon.AddMinutes(117)));
    }

    [Fact]
    public void The_nudge_offers_to_write_it_or_to_be_asked_later()
    {
        var nudge = new UpdateOverdue(Ben, Noon, Noon.AddMinutes(60));
        Working().Says(nudge).ShouldBe(
            ["web:ben: An update on INC-42 #inc-42-finance-mail-change was due 12:00 UTC. Two sentences are enough: what is known, what comes next."]);
        Working().Buttons(nudge).ShouldBe(["Post update", "Snooze 15 min"]);
    }

    [Fact]
    public void With_nobody_in_the_role_the_room_is_asked() =>
        Responding().Says(new UpdateOverdue(null, Noon, Noon.AddMinutes(60))).ShouldBe(
            ["room: An update was due 12:00 UTC. Nobody has the role yet, so whoever knows how it stands: two sentences are enough."]);

    [Fact]
    public void After_the_first_nudge_the_commander_is_asked_at_the_same_pace()
    {
        var comms = new RoleTaken("comms", "communications lead", Chi, null);
        Working(comms, new UpdateOverdue(Chi, Noon.AddMinutes(-1), Noon.AddMinutes(30))).AlarmAt(Noon.AddMinutes(30))
            .ShouldRing(new UpdateOverdue(Ben, Noon.AddMinutes(56), Noon.AddMinutes(90)));
    }

    [Fact]
    public void After_an_outage_there_is_one_nudge()
    {
        var spec = Working();
        var rung = spec.AlarmAt(Noon.AddHours(9));
        rung.ShouldRing(new UpdateOverdue(Ben, Noon.AddMinutes(58), Noon.AddHours(10)));
        Working(rung).AlarmAt(Noon.AddHours(9)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_alarm_makes_an_update_overdue()
    {
        Working().State.Response.Updates!.Overdue.ShouldBeFalse();
        Working(new UpdateOverdue(Ben, Noon, Noon.AddMinutes(60))).State.Response.Updates!.Overdue.ShouldBeTrue();
        Working(new UpdateOverdue(Ben, Noon, Noon.AddMinutes(60)), new UpdatePosted("All known", Noon.AddMinutes(60))).State.Response.Updates!.Overdue.ShouldBeFalse();
    }

    [Fact]
    public void A_snooze_moves_the_nudge_and_not_the_deadline()
    {
        var late = new UpdateOverdue(Ben, Noon.AddMinutes(-5), Noon.AddMinutes(2));
        Working(late).When(new Snooze(Snooze.Usual)).Then(new Snoozed(Noon.AddMinutes(15)));
        var clock = Working(late, new Snoozed(Noon.AddMinutes(15))).State.Response.Updates!;
        (clock.NudgeAt, clock.Overdue, clock.NextDue).ShouldBe((Noon.AddMinutes(15), true, Noon.AddMinutes(56)));
    }

    [Fact]
    public void A_snooze_that_changes_nothing_says_so() => Working().When(new Snooze(Snooze.Usual)).ThenNothing("You are asked 12:58 UTC at the earliest anyway.");

    [Fact]
    public void A_snooze_has_an_end() => Working().When(new Snooze(TimeSpan.FromHours(5))).ThenRefused("4 hours is the longest snooze.", "/incident snooze 4h");

    [Fact]
    public void A_snooze_is_typed_with_its_length()
    {
        Working().Typed(Snooze.Offer, "").ShouldDo(new Snooze(TimeSpan.FromMinutes(15)));
        Working().Typed(Snooze.Offer, "30m").ShouldDo(new Snooze(TimeSpan.FromMinutes(30)));
        Working().Typed(Snooze.Offer, "a bit").ShouldRefuse("I can't read a time in \"a bit\". Write it like 15m or 1h.");
    }

    [Fact]
    public void The_form_shows_what_was_said_last()
    {
        Working().Pressed(PostUpdate.Offer).ShouldAsk("It is the first one.");
        Working(new UpdatePosted("Sessions are revoked", Noon.AddMinutes(60))).Pressed(PostUpdate.Offer).ShouldAsk("The last one, 11:59 UTC: Sessions are revoked");
        Working().Sent(PostUpdate.Offer, Said.Form, ("words", "All known")).ShouldDo(new PostUpdate("All known"));
    }

    [Fact]
    public void An_update_needs_words() => Working().When(new PostUpdate("")).ThenRefused("Say what is known and what is being done.", "/incident update words");

    [Fact]
    public void After_the_end_no_update_is_asked_for()
    {
        new UpdateTimes().Due(Over().State).ShouldBeNull();
        Over().When(new PostUpdate("Still fine")).ThenRefused("INC-42 is resolved. If it has come back, open it again.", "/incident reopen because …");
    }
}
