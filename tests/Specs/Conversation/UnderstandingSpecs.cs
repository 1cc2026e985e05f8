using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.Conversation;

public class UnderstandingSpecs
{
    [Fact]
    public void Outside_a_room_words_are_a_report_unless_they_read_as_an_offer() => Means(inRoom: false, """
        | typed                                   | means
        |                                         | report ""
        | status page is down                     | ? [report "status page is down"] [status "page is down"]
        | finance got a mail asking for money     | report "finance got a mail asking for money"
        | report finance got a mail               | report "finance got a mail"
        | list                                    | list ""
        | List                                    | list ""
        | list of customers is on a paste site    | ? [report "list of customers is on a paste site"] [list "of customers is on a paste site"]
        | help                                    | help ""
        | help?                                   | help ""
        | help status                             | help "status"
        | help me, I opened a link                | ? [report "help me, I opened a link"] [help "me, I opened a link"]
        | status                                  | status ""
        | status INC-42                           | status "" of 42
        | INC-42 status                           | status "" of 42
        | inc42 timeline                          | timeline "" of 42
        | INC-42                                  | status "" of 42
        | INC-42: task <@web:ana> check logs 15m  | task "<@web:ana> check logs 15m" of 42
        | task INC-42 check logs                  | task "check logs" of 42
        | task check logs                         | ? [report "task check logs"] [task "check logs"]
        | INC-42 is back                          | ? [status "back" of 42] [report "INC-42 is back"]
        | INC-42 statsu                           | ? [status "" of 42] [report "INC-42 statsu"]
        | #42 status                              | report "#42 status"
        | incidents everywhere                    | report "incidents everywhere"
        | hepl                                    | ? [help ""] [report "hepl"]
        | lost laptop on the train                | report "lost laptop on the train"
        | readiness                               | ? [report "readiness"]
        | Exercise?                               | ? [report "Exercise?"]
        | export INC-42                           | ? [report "export INC-42"]
        | INC-42 handover                         | ? [report "INC-42 handover"]
        | handover <@web:ana>                     | ? [report "handover <@web:ana>"]
        | export of all customers is on the web   | report "export of all customers is on the web"
        """);

    [Fact]
    public void Every_word_with_a_fixed_meaning_is_an_offer_or_said_to_come_later()
    {
        string[] words =
        [
            "status", "list", "help", "declare", "dismiss", "duplicate", "severity", "private", "role", "handover", "task", "tasks", "call", "note", "decision", "update",
            "evidence", "contained", "eradicated", "recovered", "resolve", "reopen", "timeline", "review", "lesson", "oncall", "readiness", "exercise", "export",
        ];
        words.Where(w => Offers.Find(w) is null).ShouldBe(LaterWords.All, ignoreOrder: true);
    }

    [Fact]
    public void In_a_room_the_first_word_is_an_offer_and_the_incident_is_implied() => Means(inRoom: true, """
        | typed                                   | means
        |                                         | report ""
        | status                                  | status ""
        | STATUS please                           | status "please"
        | SEV2                                    | ? [declare "SEV2"] [severity "SEV2"] [report "SEV2"]
        | sev-1 because the bank is hit           | ? [declare "sev-1 because the bank is hit"] [severity "sev-1 because the bank is hit"] [report "sev-1 because the bank is hit"]
        | SEV2 alarms all over the place          | report "SEV2 alarms all over the place"
        | status page is down                     | status "page is down"
        | status INC-7                            | status "" of 7
        | INC-7 status                            | status "" of 7
        | task check INC-7 too                    | task "check INC-7 too"
        | task INC-7 check too                    | task "INC-7 check too"
        | timelines                               | ? [timeline ""] [report "timelines"]
        | timelin of today                        | ? [timeline "of today"] [report "timelin of today"]
        | finance got another mail                | report "finance got another mail"
        | lost laptop on the train                | report "lost laptop on the train"
        | stauts                                  | ? [status ""] [report "stauts"]
        | handover to the night shift             | ? [report "handover to the night shift"]
        """);

    [Fact]
    public void A_long_text_is_a_report_whatever_it_begins_with()
    {
        var text = "status " + new string('x', 500);
        Understanding.Of(text, inRoom: false).ShouldSatisfyAllConditions(m => m.Offer!.Word.ShouldBe("report"), m => m.Arguments.Rest.ShouldBe(text));
    }

    [Fact]
    public void A_button_that_keeps_typed_words_means_what_they_would()
    {
        var choice = Understanding.Of("INC-42 statsu of it", inRoom: false).Alternatives[0];
        var meaning = Understanding.Pressed(choice.Word, Arguments.Of(Said.Button, choice.Values));
        (meaning.Offer!.Word, meaning.Arguments.From, meaning.Arguments.Rest, meaning.Number).ShouldBe(("status", Said.Words, "of it", 42));
    }

    [Fact]
    public void A_button_without_typed_words_keeps_its_values()
    {
        var meaning = Understanding.Pressed("task", Arguments.Of(Said.Form, ImmutableDictionary<string, string>.Empty.Add("what", "check")));
        (meaning.Offer!.Word, meaning.Arguments.From, meaning.Arguments["what"], meaning.Number).ShouldBe(("task", Said.Form, "check", null));
    }

    [Fact]
    public void A_button_of_no_offer_means_nothing() =>
        Understanding.Pressed("nonsense", Arguments.Typed("")).ShouldSatisfyAllConditions(m => m.Offer.ShouldBeNull(), m => m.Alternatives.ShouldBeEmpty());

    [Fact]
    public void Every_word_is_near_its_own_misspellings_and_no_word_is_near_itself()
    {
        foreach (var offer in Offers.All.Where(o => o.Typed && o.Word.Length >= 6))
        {
            NearMiss.Of(offer.Word.Remove(2, 1), alone: false).ShouldContain(offer);
            var swapped = offer.Word[..1] + offer.Word[2] + offer.Word[1] + offer.Word[3..];
            if (swapped != offer.Word) NearMiss.Of(swapped, alone: false).ShouldContain(offer);
        }
        foreach (var offer in Offers.All) NearMiss.Of(offer.Word, alone: true).ShouldNotContain(offer);
    }

    private static void Means(bool inRoom, string table) => TextTable.Check(table, row => row.With("means", Words(Understanding.Of(row["typed"], inRoom))));

    private static string Words(Meaning meaning) => meaning.Offer is { } offer
        ? Words(offer.Word, meaning.Arguments.Rest, meaning.Number is { } number ? $"INC-{number}" : null)
        : "? " + string.Join(' ', meaning.Alternatives.Select(a => $"[{Words(a.Word, a.Values["typed"], a.Values.GetValueOrDefault("incident"))}]"));

    private static string Words(string word, string rest, string? incident) => $"{word} \"{rest}\"" + (incident is null ? "" : $" of {incident[4..]}");
}
