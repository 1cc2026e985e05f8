using ChatOpsIncident.Emulators.Teams;
using ChatOpsIncident.Emulators.Teams.State;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>The same story in Teams, with all of Teams' rules in force; its incidents reported in a channel, in a group chat, and in the chat with the bot.</summary>
[Collection(TeamsJourneys.Name)]
public sealed class TeamsStoryJourney
{
    [Theory]
    [InlineData(ConversationKind.StandardChannel, ConversationKind.GroupChat)]
    [InlineData(ConversationKind.Personal, ConversationKind.StandardChannel)]
    public async Task A_report_in_Teams_becomes_an_incident_and_a_better_playbook(ConversationKind first, ConversationKind second)
    {
        await using var office = await TeamsOffice.Start();
        await using var bot = office.Bot();
        try
        {
            await office.Begin(bot);
            (office.Room, office.Outside) = (Where(office, first), Where(office, second));
            await ChatStory.Tell(office);
            await office.Teams.Deliveries.Settled();
            office.Teams.Violations.ShouldBeEmpty();
            office.Teams.Deliveries.Lost.ShouldBeEmpty();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\nTeams showed:\n{office.Everything()}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    private static string? Where(TeamsOffice office, ConversationKind kind) => kind switch
    {
        ConversationKind.Personal => null,
        ConversationKind.GroupChat => office.Teams.Add(kind, "Finance", TeamsOffice.Chi, TeamsOffice.Dana).Id,
        _ => Installation.General,
    };
}
