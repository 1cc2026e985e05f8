using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class TriageOffersSpecs
{
    private static readonly Declared Declared = new("SEV3", "Minor", null, Nothing, TimeSpan.FromHours(4));

    private static readonly Dictionary<string, Event[]> Stands = new()
    {
        ["reported"] = [Mail, BenTold],
        ["acknowledged"] = [Mail, BenTold, new Acknowledged()],
        ["answered"] = [Mail, BenTold, Answers(2, 2, 0, 1, 0, 0)],
        ["declared"] = [Mail, Declared],
        ["dismissed"] = [Mail, new Dismissed(Outcome.NotIncident, "planned", Nothing)],
        ["false positive"] = [Mail, new Dismissed(Outcome.FalsePositive, "a test", Nothing)],
        ["merged"] = [Mail, new Merged("S41", 41, null, Nothing)],
        ["merge refused"] = [Mail, Declared, new Merged("S41", 41, null, Nothing), new MergeRefused("…")],
    };

    [Fact]
    public void What_is_offered_depends_on_where_it_stands() => TextTable.Check("""
        | it stands      | offered
        | reported       | category ack answer declare dismiss false-positive duplicate
        | acknowledged   | category answer declare dismiss false-positive duplicate
        | answered       | category ack answer declare dismiss false-positive duplicate
        | declared       | category duplicate
        | dismissed      | nothing
        | false positive | nothing
        | merged         | nothing
        | merge refused  | category duplicate
        """, row => row.With("offered", string.Join(' ', Offered(Spec.Given(Stands[row["it stands"]])).DefaultIfEmpty("nothing"))));

    [Fact]
    public void Deciding_needs_the_permission_to_triage_and_looking_at_it_the_one_to_respond() => TextTable.Check("""
        | word           | permission
        | ack            | respond
        | answer         | respond
        | category       | respond
        | declare        | triage
        | dismiss        | triage
        | false-positive | triage
        | duplicate      | triage
        """, row => row.With("permission", Offers.Find(row["word"])!.Permission));

    private static IEnumerable<string> Offered(Spec spec) =>
        new[] { ChooseCategory.Offer, Acknowledge.Offer, AnswerQuestions.Offer, Declare.Offer, Dismiss.NotIncident, Dismiss.FalsePositive, Duplicate.Offer }
            .Where(o => o.MakesSense(spec.State, WithCriteria(Moment(Ben)))).Select(o => o.Word);
}
