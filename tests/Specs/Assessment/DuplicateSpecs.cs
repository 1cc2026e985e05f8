using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class DuplicateSpecs
{
    private static readonly Declared Responding = new("SEV3", "Minor", null, Nothing, TimeSpan.FromHours(4));

    private static Spec Triaged(params Event[] after) => Spec.Given([Mail, BenTold, .. after]).By(Ben);

    private static Merged Into(int number, string? reason = null) => new($"S{number}", number, Text.Maybe(reason), Basis.Of(Triaged().State, Pinned));

    private static Spec MergedInto41 => Triaged(Into(41)).At(Knowing(Row(41)));

    [Fact]
    public void A_report_is_merged_into_the_incident_that_it_is_the_same_as() => Triaged().At(Knowing(Row(41)))
        .When(new Duplicate(41, "because the same sender"))
        .Then(Into(41, "the same sender"));

    [Fact]
    public void Pointers_are_followed_to_the_survivor() => Triaged()
        .At(Knowing(Row(39, Status.Merged, "S40"), Row(40, Status.Merged, "S41"), Row(41)))
        .When(new Duplicate(39))
        .Then(Into(41));

    [Fact]
    public void A_report_is_not_merged_into_itself() => Triaged().At(Knowing(Row(42) with { Stream = "S" }))
        .When(new Duplicate(42))
        .ThenRefused("INC-42 is this one. Say the number of the other.", "/incident duplicate INC-…");

    [Fact]
    public void A_merge_never_closes_a_circle() => Triaged().At(Knowing(Row(41, Status.Merged, "S"), Row(42) with { Stream = "S" }))
        .When(new Duplicate(41))
        .ThenRefused("INC-41 was merged into INC-42 already; this one goes on.", "/incident status");

    [Fact]
    public void An_unknown_number_is_answered_like_one_that_this_person_may_not_see()
    {
        var hidden = Row(41) with { Private = true, Members = [Chi] };
        foreach (var rows in new ListRow[][] { [], [hidden] })
            Triaged().At(Knowing(rows)).When(new Duplicate(41)).ThenRefused("There is no INC-41 that you can see.", "/incident list");
    }

    [Fact]
    public void Without_a_number_it_asks_which_one() => Triaged().At(Knowing())
        .When(new Duplicate(null))
        .ThenRefused("Say which incident it is the same as.", "/incident duplicate INC-…");

    [Fact]
    public void A_private_report_does_not_go_into_a_room_that_is_open_to_all() =>
        Spec.Given(Mail with { Visibility = Visibility.Open with { Private = true } }).By(Ben).At(Knowing(Row(41)))
            .When(new Duplicate(41))
            .ThenRefused(
                "INC-42 is private and INC-41 is not: its words would be open to everyone. Merge that one into this one.",
                "/incident INC-41 duplicate INC-42");

    [Fact]
    public void A_private_report_does_not_go_to_people_who_are_not_in_it()
    {
        var other = Row(41) with { Private = true, Members = [Ana, Ben, Chi] };
        Spec Given(params Event[] after) => Spec.Given([Mail with { Visibility = Visibility.Open with { Private = true } }, BenTold, .. after]).By(Ben).At(Knowing(other));
        Given().When(new Duplicate(41)).ThenRefused(
            "INC-42 is private, and of those in INC-41 it is unknown to web:chi: its words would be open to them. Call them in first, or merge that one into this one.",
            "/incident call @someone why");
        Given(new Called(Chi, "knows the other one")).When(new Duplicate(41)).Happens.ShouldHaveSingleItem().ShouldBeOfType<Merged>();
    }

    [Fact]
    public void What_is_being_worked_on_is_merged_only_with_a_reason() => Triaged(Responding).At(Knowing(Row(41)))
        .When(new Duplicate(41))
        .ThenRefused(
            "INC-42 is being worked on. Say what shows that it is the same as INC-41; it stands in the decision record.",
            "/incident duplicate INC-41 because …");

    [Fact]
    public void The_same_merge_again_is_answered_kindly() => MergedInto41
        .When(new Duplicate(41))
        .ThenNothing("INC-42 is the same as INC-41; it goes on there.");

    [Fact]
    public void What_was_merged_cannot_be_merged_elsewhere() => Triaged(Into(41)).At(Knowing(Row(40)))
        .When(new Duplicate(40))
        .ThenRefused("INC-42 is the same as INC-41; it goes on there.", "/incident INC-41 status");

    [Fact]
    public void The_survivor_gets_its_words_and_its_reporter()
    {
        var spec = MergedInto41;
        var errand = Into(41).Sends(spec.State, Recorded(spec)).OfType<Errand>().Single();
        errand.TargetStream.ShouldBe("S41");
        var absorb = errand.Command.ShouldBeOfType<AbsorbReport>();
        absorb.Reports.ShouldBe([new("S", 42, "Finance got a mail asking to change bank details", Ana, spec.State.Reported.ReportedAt)]);
        (absorb.Private, absorb.Excluded.IsEmpty).ShouldBe((false, true));
    }

    [Fact]
    public void What_it_had_taken_over_itself_goes_along()
    {
        var spec = Triaged(new Absorbed([new("S40", 40, "strange mail", Chi, Noon)]), Into(41));
        var errand = Into(41).Sends(spec.State, Recorded(spec)).OfType<Errand>().Single();
        errand.Command.ShouldBeOfType<AbsorbReport>().Reports.Select(r => r.Number).ShouldBe([42, 40]);
    }

    [Fact]
    public void The_room_hears_where_it_goes_on() =>
        Triaged().Says(Into(41)).ShouldBe(["room: web:ben decided that this is the same as INC-41. It goes on there; this room stays to be read."]);

    [Fact]
    public void Said_late_when_the_other_has_refused_it_names_nothing_that_may_be_private_by_now()
    {
        var spec = Triaged(Into(41), new MergeRefused("…"));
        Into(41).Sends(spec.State, Recorded(spec)).OfType<Message>().Single().Text.ToString().ShouldEndWith("decided that this is the same as another incident. It goes on there; this room stays to be read.");
    }

    [Fact]
    public void Where_it_goes_on_in_a_private_incident_nobody_reads_which()
    {
        var known = Knowing(Row(41) with { Private = true, Members = [Ana, Ben] });
        var merged = Triaged().At(known).When(new Duplicate(41)).Happens.ShouldHaveSingleItem();
        merged.ShouldBe(Into(41) with { Privately = true });
        Triaged().Says((Merged)merged).ShouldBe(["room: web:ben decided that this is the same as another incident. It goes on there; this room stays to be read."]);
        merged.Line.ToString().ShouldBe("decided: the same as another incident");
        Triaged(merged).At(known).When(new Duplicate(41)).ThenNothing("INC-42 is the same as another incident; it goes on there.");
        Triaged(merged).When(new Duplicate(40)).ThenRefused("INC-42 is the same as another incident; it goes on there.", "/incident list");
        Triaged(merged).When(new Contain()).ThenRefused("INC-42 is the same as another incident; it goes on there.", "/incident list");
    }

    [Fact]
    public void If_the_other_refuses_triage_goes_on_here()
    {
        MergedInto41.When(new RefuseMerge("S41", "INC-41 is reviewed already.")).Then(new MergeRefused("INC-41 is reviewed already."));
        Triaged(Into(41), new MergeRefused("…")).State.Status.ShouldBe(Status.Reported);
    }

    [Fact]
    public void If_the_other_refuses_what_was_declared_before_holds_again_and_a_commander_is_looked_for()
    {
        var spec = Triaged(new Declared("SEV2", "Major", null, Nothing, TimeSpan.FromHours(1)), Into(41)).At(WithCriteria);
        spec.When(new RefuseMerge("S41", "It is reviewed already.")).Then(
            new MergeRefused("It is reviewed already."), new Paged(0, [], Noon.AddMinutes(10)) { Again = [Ben], Severity = "SEV2" });
    }

    [Fact]
    public void A_refusal_that_comes_twice_changes_nothing() => Triaged().At(WithCriteria)
        .When(new RefuseMerge("S41", "It is reviewed already."))
        .ThenNothing("It goes on already.");

    [Fact]
    public void The_room_hears_why_it_goes_on_here_after_all() =>
        Triaged(Into(41)).Says(new MergeRefused("INC-41 is reviewed already.")).ShouldBe(["room: It could not be merged. INC-41 is reviewed already. It goes on here."]);

    [Fact]
    public void It_is_offered_while_it_is_open_whether_or_not_another_incident_is_known()
    {
        Duplicate.Offer.MakesSense(Triaged().State, WithCriteria(Moment(Ben))).ShouldBeTrue();
        Duplicate.Offer.MakesSense(Triaged(Responding).State, WithCriteria(Moment(Ben))).ShouldBeTrue();
        Duplicate.Offer.MakesSense(MergedInto41.State, WithCriteria(Moment(Ben))).ShouldBeFalse();
    }

    [Fact]
    public void The_form_offers_the_open_ones_to_choose_from() =>
        Triaged().At(Knowing(Row(41), Row(40, Status.Closed))).Understood(Duplicate.Offer, Arguments.Of(Said.Button, []))
            .ShouldBeOfType<ToAsk>().Form.Fields[0].ShouldBeOfType<ChoiceField>().Choices.Select(c => c.Title).ShouldBe(["INC-41 A mail from a wrong sender"]);

    [Fact]
    public void A_press_on_the_one_that_looks_alike_merges_at_once() =>
        Triaged().At(Knowing(Row(41))).Understood(Duplicate.Offer, Arguments.Of(Said.Button, ImmutableDictionary<string, string>.Empty.Add("other", "INC-41")))
            .ShouldBeOfType<ToDo>().Command.ShouldBe(new Duplicate(41));

    [Fact]
    public void A_duplicate_is_typed_as_the_other_number_and_a_reason() => TextTable.Check("""
        | typed                           | number and reason
        | INC-41                          | 41 · none
        | inc-41 because the same sender  | 41 · the same sender
        | #41, the same sender            | 41 · the same sender
        | the other one                   | none · the other one
        """, row =>
        {
            var understood = Triaged().At(Knowing(Row(41))).Understood(Duplicate.Offer, Arguments.Typed(row["typed"]));
            var command = understood.ShouldBeOfType<ToDo>().Command.ShouldBeOfType<Duplicate>();
            return row.With("number and reason", $"{(command.Number is { } number ? $"{number}" : "none")} · {command.Because ?? "none"}");
        });

    private static Recorded Recorded(Spec spec) => new("S", 9, spec.Moment.Now, Ben, false, "r", 1, Into(41), new string('0', 64), "{}");
}
