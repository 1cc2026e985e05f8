using ChatOpsIncident.Emulators.Teams;
using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.TeamsOffice;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsIncident.Journeys;

/// <summary>Teams in a browser: cards drawn by the official renderer, wide and on a phone, and their buttons pressed by hand.</summary>
[Collection(TeamsJourneys.Name)]
public sealed class TeamsBrowserJourney(Browser browser) : IClassFixture<Browser>
{
    private const string Triage = "Triage of INC-1";

    [Fact]
    public async Task The_first_hour_of_an_incident_by_the_buttons_of_its_cards()
    {
        await using var office = await Start();
        await using var bot = office.Bot();
        TeamsPage? last = null;
        async Task<TeamsPage> See(string conversation, string person, bool phone = false) => last = await new TeamsPage(await browser.Open(bot, phone)).Go(office, conversation, person);
        try
        {
            await office.Begin(bot);
            var chi = await See(Installation.General, Chi);
            await chi.Says("finance got a mail asking to change bank details, two people answered");
            await Expect(chi.Message("INC-1 is open").Last).ToBeVisibleAsync();
            await chi.Picture("1-reported");
            await office.GoTo("inc-1");
            await office.HomeIsAtHand(Chi);
            await Decide(office, await See(office.Room!, Dana), await See(office.Room!, Ana, phone: true));
            await Respond(office, await See(office.Room!, Ben));
            await (await See(office.Room!, Ben, phone: true)).Picture("7-room-on-a-phone");
            await (await See(office.Teams.PersonalOf(Ben).Id, Ben, phone: true)).Picture("8-chat-with-the-bot");
            office.Teams.Violations.ShouldBeEmpty();
        }
        catch (Exception fault)
        {
            if (last is not null) await last.Shoot("where-it-broke");
            throw new InvalidOperationException($"{fault.Message}\nTeams showed:\n{office.Everything()}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    private static async Task Decide(TeamsOffice office, TeamsPage dana, TeamsPage ana)
    {
        await dana.Presses(Triage, "I look at it");
        await Expect(dana.Message("Dana Weiss looks at it").Last).ToBeVisibleAsync();
        // A card that is drawn anew forgets what was chosen on it.
        await Expect(dana.Message("Dana Weiss has looked at it since").Last).ToBeVisibleAsync();
        await dana.Chooses(Triage, "What does it do to our services?", "Nothing, everything works");
        await dana.Chooses(Triage, "Which information is affected?", "Personal or confidential data, possibly");
        await dana.Chooses(Triage, "How far does the attacker's reach go?", "One ordinary account or one computer");
        await dana.Chooses(Triage, "Is it still going on?", "It goes on now, spreads, or data is leaving");
        await dana.Chooses(Triage, "What does it take to get back to normal?", "Extra work of up to a day");
        await dana.Chooses(Triage, "Does anybody outside have to know?", "A partner, perhaps");
        await dana.Picture("2-triage");
        await dana.Presses(Triage, "Save answers");
        await Expect(dana.Message("So far: SEV2").Last).ToBeVisibleAsync();
        await Expect(ana.Message("So far: SEV2").Last).ToBeVisibleAsync();
        await ana.Picture("3-triage-on-a-phone");
        await ana.Presses(Triage, "Declare SEV2");
        await Expect(dana.Message("Ana Ruiz declared SEV2").Last).ToBeVisibleAsync();
    }

    private static async Task Respond(TeamsOffice office, TeamsPage ben)
    {
        await ben.Says("role commander take");
        await Expect(ben.Message("Ben Okafor is incident commander now").Last).ToBeVisibleAsync();
        await ben.Presses("Must do now", "Post update");
        await Expect(ben.Dialog).ToBeVisibleAsync();
        await ben.Picture("4-dialog", whole: false);
        var label = office.Teams.DialogOf(Ben)!.Labels[0];
        await ben.Fills(office.Teams.DialogOf(Ben)!.Buttons[0], (label, "Sessions are revoked, we are calling the bank"));
        await Expect(ben.Dialog).ToHaveCountAsync(0);
        await Expect(ben.Message("Update by Ben Okafor").Last).ToBeVisibleAsync();
        await ben.Presses("Must do now", "More …");
        await ben.Picture("5-responding");
        await ben.Says("contained");
        await Expect(ben.Message("must-do tasks are open").Last).ToBeVisibleAsync();
        await ben.Picture("6-asked");
    }
}
