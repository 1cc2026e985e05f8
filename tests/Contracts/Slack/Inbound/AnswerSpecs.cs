using System.Collections.Immutable;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.Slack.Inbound;

/// <summary>What people do by HTTP reaches the engine as it was meant, and the answer reaches them alone.</summary>
public sealed class HttpAnswerSpecs : AnswerSpecs
{
    private protected override bool BySocket => false;
}

/// <summary>The same by Socket Mode.</summary>
public sealed class SocketAnswerSpecs : AnswerSpecs
{
    private protected override bool BySocket => true;
}

public abstract class AnswerSpecs : IAsyncLifetime
{
    private static readonly Person Ana = new("slack:U0ANA");

    private static readonly Form Form = new(
        "report", null, "Report something",
        [new TextField("what", "What did you see?", Multiline: true) { Required = true }, new TextField("where", "Where?"), new TickField("private", "Keep this private")], "Report")
    {
        Carried = ImmutableDictionary<string, string>.Empty.Add("since", "noon"),
    };

    private SlackHost host = null!;

    private protected abstract bool BySocket { get; }

    public async ValueTask InitializeAsync() => host = await SlackHost.Start(BySocket);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
        host.Slack.Violations.ShouldBeEmpty();
        string.Join('\n', host.Log.All).ShouldNotContain("xoxb-");
    }

    [Fact]
    public async Task A_command_is_answered_in_its_place_to_that_person_alone()
    {
        host.Bot.Answers = _ => new Told("INC-7 is open.");
        var acked = await host.Slack.As("U0ANA").Types("/incident call @Ben db & <logs>", "general");
        acked.Good.ShouldBeTrue();
        var slash = host.Bot.Asked.Single().ShouldBeOfType<Slash>();
        (slash.Who, slash.Room, slash.Text).ShouldBe((Ana, "C0GENERAL", "call <@slack:U0BEN> db & <logs>"));
        host.Slack.SeenOnlyBy("U0ANA").Single().Shown.ShouldBe("INC-7 is open.");
        host.Slack.SeenOnlyBy("U0BEN").ShouldBeEmpty();
        host.Slack.Screen("C0GENERAL").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_command_gives_the_words_back_with_what_to_do_instead()
    {
        host.Bot.Answers = _ => new Told("There is no SEV7.", Refusal: true) { YourText = "severity SEV7", Instead = "/incident severity SEV2" };
        await host.Slack.As("U0ANA").Types("/incident severity SEV7", "general");
        host.Slack.SeenOnlyBy("U0ANA").Single().Shown.ShouldBe("There is no SEV7.\nYou wrote: _severity SEV7_\nInstead: `/incident severity SEV2`");
    }

    [Fact]
    public async Task A_form_opens_as_a_dialog_is_refused_at_the_field_and_closes_when_it_is_done()
    {
        host.Bot.Answers = inbound => inbound switch
        {
            Submit { Values: var v } when v["what"].Length < 5 => new Told("Say in a few words what you saw.", Refusal: true) { Instead = "/incident what you saw", Field = "what" },
            Submit => new Told(Rich.Empty),
            _ => new Asked(Form),
        };
        await host.Slack.As("U0ANA").Types("/incident", "general");
        var dialog = await Dialog();
        dialog.Labels.ShouldBe(["What did you see?", "Where?", "Keep this private"]);
        await host.Slack.As("U0ANA").Submits(dialog, ("What did you see?", "x"));
        dialog.Errors.Single().Value.ShouldBe("Say in a few words what you saw. Instead: /incident what you saw");
        await host.Slack.As("U0ANA").Submits(dialog, ("What did you see?", "two people answered"), ("Keep this private", "Yes"));
        dialog.Closed.ShouldBeTrue();
        var submit = host.Bot.Asked.OfType<Submit>().Last();
        (submit.Who, submit.Room, submit.Word, submit.Stream).ShouldBe((Ana, "C0GENERAL", "report", null));
        submit.Values.OrderBy(v => v.Key).Select(v => $"{v.Key}={v.Value}").ShouldBe(["private=true", "since=noon", "what=two people answered"]);
    }

    [Fact]
    public async Task What_came_of_a_report_stands_where_the_dialog_was()
    {
        host.Bot.Answers = inbound => inbound is Submit ? new Told("INC-7 is open. Ben is on call and has been told.") : new Asked(Form);
        await host.Slack.As("U0ANA").UsesShortcut("report");
        await host.Slack.As("U0ANA").Submits(await Dialog(), ("What did you see?", "two people answered"));
        (await Dialog()).Shown.ShouldBe("INC-7 is open. Ben is on call and has been told.");
        host.Bot.Asked.OfType<Click>().Single().Word.ShouldBe("report");
    }

    [Fact]
    public async Task A_dialog_may_lead_to_the_next_one()
    {
        host.Bot.Answers = inbound => inbound is Submit ? new Asked(Form with { Title = "And then?" }) : new Asked(Form);
        await host.Slack.As("U0ANA").UsesShortcut("report");
        await host.Slack.As("U0ANA").Submits(await Dialog(), ("What did you see?", "two people answered"));
        (await Dialog()).Title.ShouldBe("And then?");
    }

    [Fact]
    public async Task A_message_is_taken_along_by_its_shortcut_and_answered_privately()
    {
        host.Bot.Answers = _ => new Told("INC-7 is open.");
        await host.Slack.As("U0BEN").Says("@Ana look: pay <now>", "general");
        var message = host.Slack.Screen("C0GENERAL").Single();
        await host.Slack.As("U0ANA").UsesShortcut("report_message", message);
        var on = host.Bot.Asked.Single().ShouldBeOfType<OnMessage>();
        (on.Word, on.Message.Reference, on.Message.Author, on.Message.Text).ShouldBe(("report", message.Reference, new Person("slack:U0BEN"), "@Ana look: pay <now>"));
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Count == 1);
        host.Slack.SeenOnlyBy("U0ANA").Single().Shown.ShouldBe("INC-7 is open.");
    }

    [Fact]
    public async Task A_button_carries_what_its_label_promised_and_is_answered_privately()
    {
        var message = await Card();
        host.Bot.Answers = _ => new Told("That is done already.");
        await host.Slack.As("U0ANA").Clicks(message, "Declare SEV2");
        var click = host.Bot.Asked.Single().ShouldBeOfType<Click>();
        (click.Who, click.Room, click.Word, click.Stream, click.Values["severity"]).ShouldBe((Ana, "C0GENERAL", "declare", "S1", "SEV2"));
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Count == 1);
        host.Slack.SeenOnlyBy("U0ANA").Single().Shown.ShouldBe("That is done already.");
    }

    [Fact]
    public async Task Where_the_response_url_is_not_taken_the_answer_comes_as_a_private_message()
    {
        var message = await Card();
        host.Slack.Faults.Add("response_url", FaultKind.Reset, afterEffect: false, times: 2);
        host.Bot.Answers = _ => new Told("That is done already.");
        await host.Slack.As("U0ANA").Clicks(message, "Declare SEV2");
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Count == 1);
        host.Slack.Calls.ShouldContain(c => c.Method == "chat.postEphemeral");
    }

    [Fact]
    public async Task The_home_shows_what_is_mine_and_its_buttons_work()
    {
        host.Bot.Answers = inbound => inbound is Click { Word: "mine" }
            ? new Told("yours", new Card([new TextBlock("No task is yours.")], [new Press("Report something", "report", "", ImmutableDictionary<string, string>.Empty)], "yours"))
            : new Asked(Form);
        await host.Slack.As("U0ANA").OpensHome();
        await host.Slack.Until(() => host.Slack.HomeOf("U0ANA") is not null);
        var home = host.Slack.HomeOf("U0ANA")!;
        home.Shown.ShouldContain("No task is yours.");
        await host.Slack.As("U0ANA").Clicks(home, "Report something");
        (await Dialog()).Title.ShouldBe("Report something");
    }

    [Fact]
    public async Task What_is_done_on_the_home_is_done_there_too()
    {
        var tasks = 1;
        host.Bot.Answers = inbound => inbound is Click { Word: "mine" }
            ? new Told("yours", new Card([new TextBlock($"{tasks} tasks.")], [new Press("Done", "done", "S1", ImmutableDictionary<string, string>.Empty.Add("task", "3"))], "yours"))
            : Done();
        await host.Slack.As("U0ANA").OpensHome();
        await host.Slack.Until(() => host.Slack.HomeOf("U0ANA")?.Shown.Contains("1 tasks", StringComparison.Ordinal) == true);
        await host.Slack.As("U0ANA").Clicks(host.Slack.HomeOf("U0ANA")!, "Done");
        await host.Slack.Until(() => host.Slack.HomeOf("U0ANA")!.Shown.Contains("0 tasks", StringComparison.Ordinal));
        host.Bot.Asked.OfType<Click>().Single(c => c.Word == "done").Values["task"].ShouldBe("3");

        Told Done()
        {
            tasks = 0;
            return new(Rich.Empty);
        }
    }

    [Fact]
    public async Task A_question_that_only_this_person_sees_is_replaced_by_its_answer()
    {
        var which = new Card([new TextBlock("Which one?")], [new Press("Show status", "status", "S1", ImmutableDictionary<string, string>.Empty)], "Which one?");
        host.Bot.Answers = inbound => inbound is Slash ? new Told("Which one?", which, Refusal: true) { YourText = "statsu" } : new Told("INC-7 is responding.");
        await host.Slack.As("U0ANA").Types("/incident statsu", "general");
        await host.Slack.As("U0ANA").Clicks(host.Slack.SeenOnlyBy("U0ANA").Single(), "Show status");
        await host.Slack.Until(() => host.Slack.SeenOnlyBy("U0ANA").Single().Shown == "INC-7 is responding.");
    }

    [Fact]
    public async Task A_file_that_is_asked_for_is_handed_over_directly()
    {
        host.Bot.Answers = _ => new Told("The review.", new Card("The review.", new TextBlock("The review."))) { File = new("INC-7-review.html", "text/html", "<p>what happened</p>") };
        await host.Slack.As("U0ANA").Types("/incident review file", "general");
        await host.Slack.Until(() => host.Slack.DirectOf("U0ANA").Any(m => m.Files.Count > 0), what: "the file");
        var file = host.Slack.DirectOf("U0ANA").SelectMany(m => m.Files).Single();
        (file.Name, System.Text.Encoding.UTF8.GetString(file.Content)).ShouldBe(("INC-7-review.html", "<p>what happened</p>"));
    }

    [Fact]
    public async Task A_long_text_that_was_not_taken_is_given_back_whole()
    {
        var words = string.Concat(Enumerable.Repeat("two people <answered> & more. ", 130));
        host.Bot.Answers = _ => new Told("That is too long.", Refusal: true) { YourText = words };
        await host.Slack.As("U0ANA").Types("/incident x", "general");
        var shown = host.Slack.SeenOnlyBy("U0ANA").Single().Shown.Replace("\n", "", StringComparison.Ordinal);
        shown.ShouldContain("That is too long.");
        shown.Split("answered").Length.ShouldBe(131);
    }

    [Fact]
    public async Task In_an_incidents_room_a_pin_is_evidence_and_taking_it_off_withdraws_it()
    {
        host.Bot.Offered = [CaptureEvidence.Offer];
        host.Bot.Answers = _ => new Told(Rich.Empty);
        await host.Slack.As("U0ANA").Invites("C0GENERAL", "U0BOT");
        await host.Slack.As("U0BEN").Says("pay to the new account", "general");
        var message = host.Slack.Screen("C0GENERAL").Single();
        await host.Slack.As("U0ANA").Pins(message);
        await host.Slack.Until(() => host.Bot.Asked.Count == 1);
        var on = host.Bot.Asked.Single().ShouldBeOfType<OnMessage>();
        (on.Who, on.Room, on.Word, on.Message.Reference, on.Message.Text).ShouldBe((Ana, "C0GENERAL", "evidence", message.Reference, "pay to the new account"));
        await host.Slack.As("U0ANA").Unpins(message);
        await host.Slack.Until(() => host.Bot.Asked.Count == 2);
        var click = host.Bot.Asked.Last().ShouldBeOfType<Click>();
        (click.Word, click.Values[WithdrawEvidence.OfMessage]).ShouldBe(("withdraw", message.Reference));
        await host.Slack.As("U0ANA").Reacts(message, "pushpin");
        await host.Slack.Until(() => host.Bot.Asked.Count == 3);
        host.Bot.Asked.Last().ShouldBeOfType<OnMessage>().Message.Text.ShouldBe("pay to the new account");
    }

    [Fact]
    public async Task The_files_of_a_message_go_along_however_it_is_pointed_at()
    {
        host.Bot.Offered = [CaptureEvidence.Offer];
        host.Bot.Answers = _ => new Told(Rich.Empty);
        host.Slack.Channel("general")!.Members.Add("U0BOT");
        var message = host.Slack.As("U0BEN").Shares("the mail.eml", "message/rfc822", [1, 2, 3], "general");
        await host.Slack.As("U0ANA").Pins(message);
        await host.Slack.As("U0ANA").Reacts(message, "pushpin");
        await host.Slack.As("U0ANA").UsesShortcut("save_message", message);
        await host.Slack.Until(() => host.Bot.Asked.Count == 3);
        foreach (var on in host.Bot.Asked.Cast<OnMessage>())
        {
            on.Message.Files.Single().ShouldBe(new CapturedFile(message.Files[0].Id, "the mail.eml"));
            (on.Message.Wordless, on.Message.Text).ShouldBe((true, "(a message without words: the mail.eml)"));
        }
        host.Slack.Downloads.ShouldBeEmpty("the engine asks for them once it may keep them");
    }

    [Fact]
    public async Task Elsewhere_pins_are_pins_and_so_are_those_of_the_bot()
    {
        var message = await Card();
        await host.Slack.As("U0ANA").Pins(message);
        await host.Slack.Deliveries.Settled();
        host.Bot.Offered = [CaptureEvidence.Offer];
        await host.Slack.As("U0ANA").Unpins(message);
        await host.Slack.As("U0ANA").Pins(message);
        await host.Slack.Deliveries.Settled();
        host.Bot.Asked.OfType<OnMessage>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pin_that_cannot_be_stored_is_delivered_again()
    {
        host.Bot.Offered = [CaptureEvidence.Offer];
        var tries = 0;
        host.Bot.Answers = _ => tries++ == 0 ? throw new StoreUnavailableException("The disk is full.") : new Told(Rich.Empty);
        await host.Slack.As("U0ANA").Invites("C0GENERAL", "U0BOT");
        await host.Slack.As("U0BEN").Says("pay to the new account", "general");
        await host.Slack.As("U0ANA").Pins(host.Slack.Screen("C0GENERAL").Single());
        await host.Slack.Until(() => host.Bot.Asked.Count == 2);
        host.Bot.Asked.Select(a => a.Request).Distinct().Count().ShouldBe(1, "the store recognises it");
    }

    [Fact]
    public async Task Who_writes_to_the_bot_learns_how_it_is_meant_and_one_press_reports_the_words()
    {
        host.Slack.Deliveries.Duplicates = true;
        await host.Slack.As("U0ANA").SaysToBot("finance got a strange mail");
        await host.Slack.Until(() => host.Slack.DirectOf("U0ANA").Any(m => m.ByBot));
        host.Bot.Asked.ShouldBeEmpty("nothing is started by words in passing");
        await host.Slack.Deliveries.Settled();
        var answer = host.Slack.DirectOf("U0ANA").Where(m => m.ByBot).ShouldHaveSingleItem();
        answer.Shown.ShouldContain("I act on /incident, so nothing was started by this.");
        host.Bot.Answers = _ => new Told("INC-7 is open.");
        await host.Slack.As("U0ANA").Clicks(answer, "Report this");
        var click = host.Bot.Asked.Single().ShouldBeOfType<Click>();
        (click.Word, click.Values[Understanding.TypedWords]).ShouldBe(("report", "finance got a strange mail"));
        Understanding.Pressed(click.Word, Arguments.Of(Said.Button, click.Values)).Offer.ShouldBe(Report.Offer);
    }

    [Fact]
    public async Task A_request_that_goes_wrong_is_said_kindly_with_the_words_and_logged_without_them()
    {
        host.Bot.Answers = _ => throw new InvalidOperationException("It broke.");
        await host.Slack.As("U0ANA").Types("/incident two people answered", "general");
        host.Slack.SeenOnlyBy("U0ANA").Single().Shown
            .ShouldBe("This did not go through; the bot's log says why. Nothing you typed is lost; try again.\nYou wrote: _two people answered_");
        string.Join('\n', host.Log.All).ShouldContain("A request did not go through: Slash");
        string.Join('\n', host.Log.All).ShouldNotContain("two people");
    }

    private async Task<SlackView> Dialog()
    {
        await host.Slack.Until(() => host.Slack.ModalOf("U0ANA") is not null, what: "a dialog");
        return host.Slack.ModalOf("U0ANA")!;
    }

    private async Task<SlackMessage> Card()
    {
        await host.Slack.As("U0ANA").Invites("C0GENERAL", "U0BOT");
        var declare = new Press("Declare SEV2", "declare", "S1", ImmutableDictionary<string, string>.Empty.Add("severity", "SEV2"));
        await host.Chat.Post("k1", new ToRoom("C0GENERAL"), new("A card", new Card([new TextBlock("Finance mail")], [declare], "A card"), []));
        return host.Slack.Screen("C0GENERAL").Single();
    }
}
