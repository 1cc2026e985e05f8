using ChatOpsIncident.Emulators.Slack;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>People use the app, and Slack tells it, signed, and holds it to its answers.</summary>
public sealed class HandsSpecs : EmulatorSpecs
{
    private const string Dialog = """
        {"type":"modal","callback_id":"report","title":{"type":"plain_text","text":"Report"},"submit":{"type":"plain_text","text":"Send"},"blocks":[
          {"type":"input","block_id":"what","label":{"type":"plain_text","text":"What happened"},"element":{"type":"plain_text_input","action_id":"v"}},
          {"type":"input","block_id":"bad","optional":true,"label":{"type":"plain_text","text":"How bad"},"element":{"type":"static_select","action_id":"v","options":[
            {"text":{"type":"plain_text","text":"Very"},"value":"1"},{"text":{"type":"plain_text","text":"A bit"},"value":"2"}]}}]}
        """;

    [Fact]
    public async Task A_command_comes_signed_with_mentions_by_id_and_its_answer_is_private()
    {
        await using var app = await Install();
        app.Answer = _ => (200, """{"text":"INC-1 is open."}""");
        var acked = await Slack.As("U0ANA").Types("/incident task @Ben check <logs> & https://x.example/a", "general");

        acked.Good.ShouldBeTrue();
        var request = app.All.Single();
        var form = request.Form;
        (form["command"], form["text"], form["user_id"]).ShouldBe(("/incident", "task <@U0BEN> check &lt;logs&gt; &amp; <https://x.example/a>", "U0ANA"));
        request.Headers["X-Slack-Signature"].ShouldBe(Signing.Of(Installation.SigningSecret, request.Headers["X-Slack-Request-Timestamp"], request.Body));
        Slack.SeenOnlyBy("U0ANA").Single().Text.ShouldBe("INC-1 is open.");
        Slack.SeenOnlyBy("U0BEN").ShouldBeEmpty();
        Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_acknowledgement_is_shown_as_a_timeout_and_fails_the_test()
    {
        await using var app = await Install();
        var hold = new TaskCompletionSource();
        app.Open = hold.Task;
        var typing = Slack.As("U0ANA").Types("/incident", "general");
        await Slack.Until(() => app.All.Count == 1);
        Time.Advance(TimeSpan.FromSeconds(3));
        (await typing).Failure.ShouldBe("http_timeout");
        Slack.SeenOnlyBy("U0ANA").Single().Text.ShouldContain("operation_timeout");
        Slack.Violations.ShouldHaveSingleItem();
        hold.SetResult();
    }

    [Fact]
    public async Task In_an_organisation_of_several_workspaces_commands_clicks_and_events_name_it()
    {
        await using var app = await Install();
        await Slack.As("U0ANA").Types("/incident", "general");
        app.All.Single().Form.ShouldNotContainKey("enterprise_id", "one workspace alone belongs to none");
        (Slack.Installed.Enterprise, Slack.Installed.OrgWide) = ("E0ORG", true);
        await Slack.As("U0ANA").Types("/incident", "general");
        var command = app.All[1].Form;
        (command["enterprise_id"], command["enterprise_name"], command["is_enterprise_install"]).ShouldBe(("E0ORG", "Organisation", "true"));
        await Slack.As("U0ANA").UsesShortcut("report");
        var click = app.All[2].Json;
        (click["team"]!["enterprise_id"]!.ToString(), click["enterprise"]!["id"]!.ToString(), click["is_enterprise_install"]!.GetValue<bool>()).ShouldBe(("E0ORG", "E0ORG", true));
        await Slack.As("U0ANA").OpensHome();
        await Slack.Deliveries.Settled();
        app.All[3].Json["enterprise_id"]!.ToString().ShouldBe("E0ORG");
    }

    [Fact]
    public async Task A_dialog_opens_once_within_three_seconds_is_filled_in_and_closes()
    {
        await using var app = await Install();
        await Slack.As("U0ANA").UsesShortcut("report");
        var trigger = app.All.Single().Json["trigger_id"]!.ToString();
        await Call("views.open", ("trigger_id", trigger), ("view", Dialog));
        (await Error("views.open", ("trigger_id", trigger), ("view", Dialog))).ShouldBe("exchanged_trigger_id");

        var modal = Slack.ModalOf("U0ANA")!;
        modal.Labels.ShouldBe(["What happened", "How bad"]);
        (await Should.ThrowAsync<InvalidOperationException>(() => Slack.As("U0ANA").Submits(modal, ("How bad", "Very")))).Message.ShouldContain("What happened");
        await Slack.As("U0ANA").Submits(modal, ("What happened", "mail"), ("How bad", "Very"));

        var values = app.All[1].Json["view"]!["state"]!["values"]!;
        values["what"]!["v"]!["value"]!.ToString().ShouldBe("mail");
        values["bad"]!["v"]!["selected_option"]!["value"]!.ToString().ShouldBe("1");
        Slack.ModalOf("U0ANA").ShouldBeNull();
    }

    [Fact]
    public async Task A_trigger_is_over_after_three_seconds()
    {
        await using var app = await Install();
        await Slack.As("U0ANA").UsesShortcut("report");
        Time.Advance(TimeSpan.FromSeconds(4));
        (await Error("views.open", ("trigger_id", app.All.Single().Json["trigger_id"]!.ToString()), ("view", Dialog))).ShouldBe("expired_trigger_id");
    }

    [Fact]
    public async Task Errors_of_a_dialog_stand_at_its_inputs_and_what_was_filled_in_stays()
    {
        await using var app = await Install();
        await Slack.As("U0ANA").UsesShortcut("report");
        await Call("views.open", ("trigger_id", app.All.Single().Json["trigger_id"]!.ToString()), ("view", Dialog));
        app.Answer = _ => (200, """{"response_action":"errors","errors":{"what":"Say a little more."}}""");
        var modal = Slack.ModalOf("U0ANA")!;
        await Slack.As("U0ANA").Submits(modal, ("What happened", "x"));
        modal.Errors["what"].ShouldBe("Say a little more.");
        Slack.Violations.ShouldBeEmpty();

        app.Answer = _ => (200, """{"response_action":"errors","errors":{"nowhere":"?"}}""");
        await Slack.As("U0ANA").Submits(modal);
        Slack.Violations.ShouldHaveSingleItem().ShouldContain("nowhere");

        app.Answer = _ => (200, """{"response_action":"clear"}""");
        await Slack.As("U0ANA").Submits(modal);
        app.All[^1].Json["view"]!["state"]!["values"]!["what"]!["v"]!["value"]!.ToString().ShouldBe("x");
        Slack.ModalOf("U0ANA").ShouldBeNull();
    }

    [Fact]
    public async Task A_click_tells_which_button_and_its_answer_comes_five_times_by_response_url()
    {
        await using var app = await Install();
        var channel = await NewChannel();
        await Call("conversations.invite", ("channel", channel), ("users", "U0ANA"));
        await Call("chat.postMessage", ("channel", channel), ("text", "a"), ("blocks", """
            [{"type":"actions","elements":[{"type":"button","action_id":"take","value":"INC-1","text":{"type":"plain_text","text":"I take it"}}]}]
            """));
        await Slack.Deliveries.Settled();
        app.All.Clear();
        await Slack.As("U0ANA").Clicks(Slack.Screen(channel).Single(), "I take it");
        var payload = app.All.Single().Json;
        payload["actions"]![0]!["value"]!.ToString().ShouldBe("INC-1");

        using var http = new HttpClient();
        async Task<bool> Answered(string body) => (await http.PostAsync(payload["response_url"]!.ToString(), new StringContent(body))).IsSuccessStatusCode;
        (await Answered("""{"text":"yours","replace_original":false}""")).ShouldBeTrue();
        Slack.SeenOnlyBy("U0ANA").Single().Text.ShouldBe("yours");
        (await Answered("""{"text":"changed","replace_original":true}""")).ShouldBeTrue();
        Slack.Screen(channel).Single().Text.ShouldBe("changed");
        for (var i = 0; i < 3; i++) (await Answered("""{"text":"again"}""")).ShouldBeTrue();
        (await Answered("""{"text":"once too often"}""")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_is_not_taken_comes_again_at_once_after_a_minute_and_after_five()
    {
        await using var app = await Install();
        app.Answer = _ => (500, "");
        await Slack.As("U0ANA").OpensHome();
        await Slack.Until(() => app.All.Count == 2);
        await Advance(TimeSpan.FromMinutes(1), () => app.All.Count == 3);
        await Advance(TimeSpan.FromMinutes(5), () => app.All.Count == 4);
        await Slack.Until(() => Slack.Deliveries.Lost.Count == 1);
        app.All.Select(r => r.Headers.GetValueOrDefault("X-Slack-Retry-Num")).ShouldBe([null, "1", "2", "3"]);
        app.All.Select(r => r.Json["event_id"]!.ToString()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_people_see_can_be_drawn_and_read_aloud()
    {
        var channel = await NewChannel();
        await Call("chat.postMessage", ("channel", channel), ("text", "a"), ("blocks", Section("*SEV2* for <@U0ANA> since <!date^1700000000^{time}|22:13 UTC> &amp; on")));
        Slack.Words(Slack.Screen(channel).Single()).ShouldBe("SEV2 for Ana since 22:13 UTC & on");
        var file = Path.GetTempFileName();
        Slack.WriteScreen(file, channel, "U0ANA");
        (await File.ReadAllTextAsync(file)).ShouldContain("""<b>SEV2</b> for <span class=mention>@Ana</span> since <span title="22:13 UTC">23:13</span> &amp; on""");
        File.Delete(file);
    }

    [Fact]
    public async Task The_bot_hears_what_happens_where_it_is_and_nothing_from_elsewhere()
    {
        await using var app = await Install();
        Slack.Add("board", secret: true, "U0ANA");
        await Slack.As("U0ANA").Says("psst", "board");
        var channel = await NewChannel();
        await Slack.As("U0ANA").Joins(channel);
        await Slack.As("U0ANA").Says("hello", channel);
        await Slack.As("U0ANA").Pins(Slack.Screen(channel).Single());
        await Slack.Deliveries.Settled();
        app.All.Select(r => r.Json["event"]!["type"]!.ToString()).Order().ShouldBe(["member_joined_channel", "message", "pin_added"]);
    }

    private async Task<ScriptedApp> Install()
    {
        var app = await ScriptedApp.Start();
        Slack.Bot = app.Address;
        return app;
    }

    private async Task Advance(TimeSpan span, Func<bool> so)
    {
        // The delivery may not wait yet when time jumps.
        for (var i = 0; i < 100 && !so(); i++)
        {
            Time.Advance(span);
            try
            {
                await Slack.Until(so, TimeSpan.FromMilliseconds(250));
            }
            catch (TimeoutException)
            {
                // Once more.
            }
        }
        so().ShouldBeTrue();
    }
}
