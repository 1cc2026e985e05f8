using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning.Review;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Assessment;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Conversation;

public class RichSpecs
{
    [Fact]
    public void A_sentence_that_ends_in_somebodys_words_ends_once() => TextTable.Check("""
        | somebody's words       | with a stop and more after them             | in the middle of a sentence            | with a reason after them
        | the mailbox is locked  | the mailbox is locked. Next: look further.  | the mailbox is locked is on the list.  | the mailbox is locked, because
        | It is locked.          | It is locked. Next: look further.           | It is locked is on the list.           | It is locked, because
        | Is it locked?          | Is it locked? Next: look further.           | Is it locked? is on the list.          | Is it locked?, because
        | It is locked!          | It is locked! Next: look further.           | It is locked! is on the list.          | It is locked!, because
        | It is locked…          | It is locked… Next: look further.           | It is locked… is on the list.          | It is locked…, because
        | It is locked...        | It is locked... Next: look further.         | It is locked... is on the list.        | It is locked..., because
        | 施錠しました。         | 施錠しました。 Next: look further.          | 施錠しました。 is on the list.         | 施錠しました。, because
        """, row =>
    {
        Text said = row["somebody's words"];
        return row
            .With("with a stop and more after them", ((Rich)$"{said:quote}. Next: look further.").ToString())
            .With("in the middle of a sentence", ((Rich)$"{said:quote} is on the list.").ToString())
            .With("with a reason after them", ((Rich)$"{said}, because").ToString());
    });

    [Fact]
    public void Words_of_several_lines_keep_their_lines_and_end_once() =>
        ((Rich)$"done: {(Text)"The account is locked.\nThe sessions are ended.":quote}. Next: look further.").ToString()
            .ShouldBe("done: The account is locked.\nThe sessions are ended. Next: look further.");

    [Fact]
    public void Sentences_put_together_end_once_too()
    {
        Rich said = $"{(Text)"It is locked.":quote}";
        (said + ". Next.").ToString().ShouldBe("It is locked. Next.");
        Rich.Join(". ", [said, said]).ToString().ShouldBe("It is locked. It is locked.");
        Rich.Join(", ", [said, said]).ToString().ShouldBe("It is locked, It is locked.");
    }

    [Fact]
    public void A_stop_that_belongs_to_the_words_stays() => ((Rich)$"look at {(Text)".bashrc":quote}, then at {(Text)"v1.2":quote}.").ToString()
        .ShouldBe("look at .bashrc, then at v1.2.");

    [Fact]
    public void A_phase_that_ends_with_a_full_sentence_as_its_reason_reads_well() => Response.Story.Responding().Says(new Contained(2, true, "The mailbox is locked."))
        .ShouldBe(["room: web:ana: the threat is contained; two must-do tasks left open, because: The mailbox is locked. Next: remove the cause."]);

    [Fact]
    public void A_person_named_in_somebodys_words_is_drawn_by_name_everywhere_and_pinged_nowhere()
    {
        var noted = new Noted("<@web:chi> saw it, <@web:ben> too");
        var card = new Card("", new TextBlock($"{noted.Words:quote}"), new InputChoice("task", "Which?", [new("1. ask <@web:chi>", "1")], null))
        {
            Actions = [new ToggleVisibility("Ask <@web:chi>", [])],
        };
        var json = AdaptiveJson.Line(card, new MarkdownDialect(Name, _ => null));
        json.ShouldContain("_Chi\\\\*Nguyen saw it, Ben Okafor too_");
        json.ShouldContain("1. ask Chi*Nguyen");
        json.ShouldContain("Ask Chi*Nguyen");
        json.ShouldNotContain("web:");
        ((Rich)$"{noted.Words}").Plainly(Name).ShouldBe("Chi*Nguyen saw it, Ben Okafor too");
        noted.Sends(Spec.Given(Mail).State, Recorded(noted)).OfType<Incidents.ChatView.Message>().ShouldAllBe(m => m.Pings.IsEmpty);
    }

    [Fact]
    public void A_person_named_in_somebodys_words_is_drawn_by_name_in_the_review_too()
    {
        var world = new Learning.World();
        world.Do("S", Ana, new Report("<@web:chi> got a mail"));
        world.Do("S", Ana, new Incidents.Learning.RecordLesson("ask <@web:chi> first"));
        var report = ReviewReport.Of(world["S"], world.Stream("S"), world.At("S", Ana).Playbook);
        foreach (var read in new[] { report.Html(Name), report.Markdown(Name) })
        {
            read.ShouldNotContain("web:chi");
            read.ShouldContain("first");
        }
        report.Html(Name).ShouldContain("<title>INC-42 review: Chi*Nguyen got a mail</title>");
        report.Markdown(Name).ShouldContain("# INC-42: Chi\\*Nguyen got a mail");
    }

    [Fact]
    public void What_only_looks_like_a_mention_stays_as_it_was_typed() =>
        ((Rich)$"{(Text)"<!channel> <@> @ana <@web:a b> <@U1>"}").Runs.ShouldHaveSingleItem().ShouldBe(new Plain("<!channel> <@> @ana <@web:a b> <@U1>"));

    [Fact]
    public void A_text_is_not_cut_in_the_middle_of_a_name() => Shortened.Line("ask <@web:chi> for the logs", 12).ShouldBe("ask…");

    [Fact]
    public void A_rooms_name_names_nobody() => RoomName.Of(42, "<@web:chi> clicked a link", isPrivate: false).ShouldBe("inc-42-clicked-link");

    private static readonly Reported Mail = Assessment.Reports.Mail;

    private static Recorded Recorded(Event happened) => new("S", 2, Noon, Ana, false, "r", 1, happened, new string('0', 64), "{}");

    private static string Name(Person person) => person == Chi ? "Chi*Nguyen" : person == Ben ? "Ben Okafor" : "Ana Ruiz";
}
