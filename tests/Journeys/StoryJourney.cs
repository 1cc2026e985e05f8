using ChatOpsIncident.Journeys.Support;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsIncident.Journeys;

/// <summary>From the first report to the second incident that runs on what the first one taught, as four people.</summary>
public sealed class StoryJourney(Browser browser) : IClassFixture<Browser>
{
    private const string Triage = "Triage of INC-1";
    private const string Room = "inc-1-finance-mail-change";

    [Fact]
    public async Task A_report_becomes_an_incident_and_a_better_playbook()
    {
        await using var bot = new BotProcess();
        await bot.Start();
        var chat = new ChatPage(await browser.Open(bot));
        chat.Page.SetDefaultTimeout(60_000);
        SetDefaultExpectTimeout(60_000);
        await chat.Open();
        await chat.Picture("1-first-visit");

        try
        {
            await Report(chat);
            await ClickWhileTheListChanges(chat);
            await Decide(chat);
            await Respond(chat);
            await Resolve(chat);
            await Learn(chat);
            await ASecondTime(chat);
            await OnAPhone(bot);
            await DeclareAgain(chat);
            await Looks(bot);
        }
        catch (Exception fault)
        {
            await chat.Picture("where-it-broke");
            throw new InvalidOperationException($"{fault.Message}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    private static async Task Report(ChatPage chat)
    {
        await chat.ActAs("Chi");
        await chat.Say("/incident finance got a mail asking to change bank details, two people answered");
        await Expect(chat.Answer).ToContainTextAsync("INC-1 is open");
        await Expect(chat.Answer).ToContainTextAsync("on call");
        await chat.Answer.GetByText("Go there").ClickAsync();
        await Expect(chat.Page.Locator("#place-name")).ToContainTextAsync(Room);
        await Expect(chat.Message(Triage).Last).ToBeVisibleAsync();
        await Expect(chat.Message("Chi Nguyen reported this")).ToHaveCountAsync(1);
        await chat.ShouldBeUsableByEveryone();
        await chat.Picture("2-reported");
    }

    /// <summary>Something happens somewhere between press and release: the click goes where it was meant.</summary>
    private static async Task ClickWhileTheListChanges(ChatPage chat)
    {
        await chat.Page.Locator("nav a", new() { HasText = "it-help" }).First.HoverAsync();
        await chat.Page.Mouse.DownAsync();
        await chat.Page.EvaluateAsync("import('/js/sidebar.js').then(m => m.drawSidebar())");
        await chat.Page.Mouse.UpAsync();
        await Expect(chat.Page.Locator("#place-name")).ToContainTextAsync("it-help");
        await chat.GoTo(Room);
    }

    private static async Task Decide(ChatPage chat)
    {
        await chat.ActAs("Dana");
        await chat.Press(Triage, "I look at it");
        await Expect(chat.Message("Dana Weiss looks at it").Last).ToBeVisibleAsync();
        await chat.Choose(Triage, "What does it do to our services?", "Nothing, everything works");
        await chat.Choose(Triage, "Which information is affected?", "Personal or confidential data, possibly");
        await chat.Choose(Triage, "How far does the attacker's reach go?", "One ordinary account or one computer");
        await chat.Choose(Triage, "Is it still going on?", "It goes on now, spreads, or data is leaving");
        await chat.Choose(Triage, "What does it take to get back to normal?", "Extra work of up to a day");
        await chat.Choose(Triage, "Does anybody outside have to know?", "A partner, perhaps");
        await chat.Press(Triage, "Save answers");
        await Expect(chat.Message("So far: SEV2").Last).ToBeVisibleAsync();
        await chat.Picture("3-answered");
        await chat.ActAs("Ana");
        await chat.Press(Triage, "Declare SEV2");
        await Expect(chat.Message("Decision on INC-1: declared SEV2").Last).ToBeVisibleAsync();
        await Expect(chat.Message("Ana Ruiz declared SEV2").Last).ToBeVisibleAsync();
        await chat.ShouldBeUsableByEveryone();
        await chat.Picture("4-declared");
    }

    private static async Task Respond(ChatPage chat)
    {
        await chat.ActAs("Ben");
        await chat.Say("/incident role commander take");
        await Expect(chat.Message("Ben Okafor is incident commander now").Last).ToBeVisibleAsync();
        await chat.Say("/incident task @chi call the supplier on the known number 15m");
        await Expect(chat.Answer).ToContainTextAsync("Chi Nguyen has been told");
        await chat.Say("/incident note 14:05 the first mail arrived");
        await Expect(chat.Message("the first mail arrived").Last).ToBeVisibleAsync();
        await chat.Say("/incident update Sessions are revoked, we are calling the bank");
        await Expect(chat.Message("Update by Ben Okafor").Last).ToBeVisibleAsync();
        await chat.Say("/incident evidence the mail with full headers, kept in the vault");
        await Expect(chat.Message("EV-1-1 is on the evidence register").Last).ToBeVisibleAsync();
        await chat.Page.Locator("#pinned button, #pinned summary").First.ClickAsync();
        await chat.Picture("5-responding");
        await chat.ShouldBeUsableByEveryone();
        await chat.Page.Locator("#pinned button, #pinned summary").First.ClickAsync();
        await chat.Say("/incident contained");
        await Expect(chat.Dialog).ToContainTextAsync("must-do tasks are open");
        await chat.ShouldBeUsableByEveryone();
        await chat.Picture("6-dialog");
        await chat.Fill(("Why can that wait?", "Sessions are revoked and the supplier is warned"));
        await Expect(chat.Message("the threat is contained").Last).ToBeVisibleAsync();
        await chat.Say("/incident eradicated");
        await chat.Fill(("Why can that wait?", "The forwarding rule is gone"));
        await Expect(chat.Message("the cause is removed").Last).ToBeVisibleAsync();
        await chat.Say("/incident recovered");
        await chat.Fill(("Why can that wait?", "Everybody works as before"));
        await Expect(chat.Message("everything runs as before").Last).ToBeVisibleAsync();
    }

    private static async Task Resolve(ChatPage chat)
    {
        await chat.Say("/incident resolve");
        await Expect(chat.Dialog).ToContainTextAsync("You can reopen at any time");
        await chat.Fill(("How did it end?", "Two people answered a fraud mail; nothing was paid"));
        await Expect(chat.Message("Ben Okafor resolved INC-1").Last).ToBeVisibleAsync();
        await chat.ActAs("Chi");
        await chat.GoTo("Incident bot");
        await Expect(chat.Message("INC-1 is over").Last).ToBeVisibleAsync();
        await chat.Picture("7-prompt");
        await chat.Press("INC-1 is over", "Share my view");
        await chat.Fill(("What got in the way?", "Nobody knew the supplier's real number"), ("What one thing should be different next time?", "Call the supplier first"));
        await Expect(chat.Dialog).ToHaveCountAsync(0);
    }

    private static async Task Learn(ChatPage chat)
    {
        await chat.ActAs("Ana");
        await chat.GoTo(Room);
        await chat.Say("/incident review");
        await Expect(chat.Message("Review of INC-1").GetByText("was contained").First).ToBeVisibleAsync();
        await chat.Say("/incident lesson Call the supplier on the known number before anything else");
        await Expect(chat.Message("1. Call the supplier on the known number").Last).ToBeVisibleAsync();
        await chat.Picture("8-review");
        await chat.Say("/incident review");
        await Expect(chat.Answer).ToContainTextAsync("Lessons");
        (await chat.Download("Save as a page")).ShouldContain("Nobody knew the supplier&#39;s real number");
        (await chat.Download("Save as Markdown")).ShouldContain("# INC-1");
        await chat.Press("Review of INC-1", "Change the playbook");
        await chat.Fill(("What should change?", "Add a task"));
        await chat.Picture("9-propose");
        await chat.Fill(("What is to be done?", "Call the supplier on the number from the contract, not from the mail"));
        await Expect(chat.Message("Approve").Last).ToBeVisibleAsync();
        await chat.Press("Change of the playbook", "Approve");
        await Expect(chat.Answer).ToContainTextAsync("another");
        await chat.ActAs("Dana");
        await chat.Press("Change of the playbook", "Approve");
        await Expect(chat.Message("version 2")).Not.ToHaveCountAsync(0);
        await chat.Picture("10-approved");
        await chat.ShouldBeUsableByEveryone();
    }

    private static async Task ASecondTime(ChatPage chat)
    {
        await chat.ActAs("Dana");
        await chat.Say("/incident another mail asking to change bank details of a supplier");
        await Expect(chat.Answer).ToContainTextAsync("INC-2 is open");
        await chat.Answer.GetByText("Go there").ClickAsync();
        await Expect(chat.Page.Locator("#place-name")).ToContainTextAsync("inc-2");
    }

    /// <summary>On a small screen one question stands there at a time, its answers to be touched.</summary>
    private async Task OnAPhone(BotProcess bot)
    {
        const string Triage = "Triage of INC-2";
        var chat = new ChatPage(await browser.Open(bot, phone: true));
        await chat.Open();
        await TheListStaysOpenWhileThePageLoads(chat);
        await chat.GoTo("inc-2");
        await Expect(chat.Message(Triage).Last).ToContainTextAsync("Question 1 of");
        await chat.Press(Triage, "Next");
        await Expect(chat.Message(Triage).Last.GetByText("What does it do to our services?").First).ToBeVisibleAsync();
        await Expect(chat.Message(Triage).Last.GetByText("Is it still going on?").First).ToBeHiddenAsync();
        await chat.Message(Triage).Last.GetByLabel("One team is hindered, or there is a way around it").First.CheckAsync();
        await chat.ShouldBeUsableByEveryone();
        await chat.Picture("11-phone-triage");
        await chat.Press(Triage, "Save answers");
        await Expect(chat.Message(Triage).Last).ToContainTextAsync("So far:");
    }

    /// <summary>Somebody changes to another person and opens the list before the page has come.</summary>
    private static async Task TheListStaysOpenWhileThePageLoads(ChatPage chat)
    {
        const string Places = "**/chat/api/places";
        var opened = new TaskCompletionSource();
        await chat.Page.RouteAsync(Places, async route =>
        {
            await opened.Task;
            await route.ContinueAsync();
        });
        await chat.ActAs("Dana");
        await chat.Page.Locator("#drawer-button").ClickAsync();
        opened.SetResult();
        await Expect(chat.Page.Locator("#announce")).ToHaveTextAsync("You act as Dana Weiss.");
        await chat.Page.Locator("nav a", new() { HasText = "it-help" }).First.ClickAsync();
        await Expect(chat.Page.Locator("#place-name")).ToContainTextAsync("it-help");
        await chat.Page.UnrouteAsync(Places);
    }

    private static async Task DeclareAgain(ChatPage chat)
    {
        await chat.ActAs("Ana");
        await chat.Say("/incident declare SEV3 because it is the same trick again");
        await Expect(chat.Message("INC-1")).Not.ToHaveCountAsync(0);
        await Expect(chat.Message("Call the supplier on the number from the contract").First).ToBeVisibleAsync();
        await chat.Picture("11-second-incident");
    }

    /// <summary>The same rooms on a phone and in the dark, opened anew.</summary>
    private async Task Looks(BotProcess bot)
    {
        foreach (var (phone, dark) in new[] { (true, false), (true, true), (false, true) })
        {
            var chat = new ChatPage(await browser.Open(bot, phone, dark));
            await chat.Open();
            await chat.ActAs("Ana");
            await chat.GoTo("inc-2");
            await Expect(chat.Message("Decision on INC-2").Last).ToBeVisibleAsync();
            await chat.ShouldBeUsableByEveryone();
            await chat.Picture($"12-{(phone ? "phone" : "desktop")}-{(dark ? "dark" : "light")}");
        }
    }
}
