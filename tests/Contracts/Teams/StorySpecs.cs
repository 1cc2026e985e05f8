using ChatOpsIncident.Emulators.Teams;
using static ChatOpsIncident.Contracts.Teams.TeamsWorld;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>What people do in Teams, against the strict emulator with the real engine.</summary>
public sealed class StorySpecs
{
    private const string Words = "finance got a mail asking to change bank details, two people answered";

    [Fact]
    public async Task From_the_report_to_the_containment_in_a_channel()
    {
        await using var world = await Start();
        await world.Says(Chi, Words);
        await world.IsTold(Chi, "INC-1 is open");
        await world.GoesTo("inc-1-finance-mail-change");
        await world.Presses(Ben, "Triage of INC-1", "I look at it");
        await world.Sees("Ben Okafor looks at it");
        await world.Presses(Ana, "Triage of INC-1", "Declare");
        var declare = await world.Dialog(Ana, "Declare");
        declare.Buttons.ShouldNotBeEmpty();
        world.Teams.As(Ana).Closes(declare);
        await world.Says(Ana, "declare SEV2 because two people answered");
        await world.Sees("Ana Ruiz declared SEV2");
        await world.Says(Ben, "role commander take");
        await world.Sees("Ben Okafor is incident commander now");
        await world.Says(Ben, "task @Chi Nguyen call the supplier on the known number 15m");
        await world.IsTold(Ben, "Chi Nguyen has been told");
        await world.Presses(Ben, "Responding, ", "Post update");
        await world.Teams.As(Ben).Submits(await world.Dialog(Ben, "How does it stand?"), [("How does it stand?", "Sessions are revoked")]);
        await world.Sees("Update by Ben Okafor");
        await world.Presses(Ben, "Responding, ", "Threat is contained");
        await world.Teams.As(Ben).Submits(await world.Dialog(Ben, "must-do tasks are open"), [("Why can that wait?", "Sessions are revoked and the supplier is warned")]);
        await world.Sees("the threat is contained");
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_shows_each_viewer_their_own_buttons_and_is_current_when_it_is_seen()
    {
        await using var world = await Start();
        await world.Says(Chi, Words);
        await world.GoesTo("inc-1-finance-mail-change");
        var triage = await world.Sees("Triage of INC-1");
        await world.Teams.As(Chi).Sees(triage);
        triage.ButtonsFor(Chi).ShouldNotContain("Declare");
        await world.Teams.As(Ana).Sees(triage);
        triage.ButtonsFor(Ana).ShouldContain("Declare");
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_that_somebody_deleted_comes_back_once(bool heard)
    {
        await using var world = await Start();
        await world.Says(Chi, Words);
        await world.GoesTo("inc-1-finance-mail-change");
        var card = await world.Sees("waiting for a decision");
        await world.Sees("Triage of INC-1");
        if (heard) await world.Teams.As(Ana).Deletes(card);
        else
        {
            world.Teams.As(Ana).DeletesUnheard(card);
            await world.Presses(Ben, "Triage of INC-1", "I look at it");
        }
        await world.Until(() => world.Teams.Screen(world.Room).Any(m => m != card && world.Teams.Words(m).Contains(heard ? "waiting for a decision" : "Ben Okafor looks at it", StringComparison.Ordinal) && world.Teams.Words(m).Contains("playbook version", StringComparison.Ordinal)), "the card again");
        if (heard)
        {
            await world.Says(Ben, "timeline");
            await world.IsTold(Ben, "the home card was deleted by hand, and comes back");
        }
        world.Teams.Screen(world.Room).Count(m => world.Teams.Words(m).Contains("playbook version", StringComparison.Ordinal)).ShouldBe(1);
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_is_reported_with_its_words_and_kept_as_the_first_evidence()
    {
        await using var world = await Start();
        await world.Teams.As(Chi).Says("Two people answered a mail that asks for bank details", Installation.General);
        var message = world.Teams.Screen(Installation.General)[^1];
        await world.Teams.As(Ana).UsesMessageExtension("report_message", message);
        await world.IsTold(Ana, "INC-1 is open");
        await world.Until(() => world.Teams.Conversations.Any(c => c.Name.StartsWith("inc-1-", StringComparison.Ordinal)), "the room");
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_guest_is_told_kindly_that_this_is_for_people_of_the_organisation()
    {
        await using var world = await Start();
        await world.Says(Gus, Words);
        await world.IsTold(Gus, "This is for people of the organisation");
        world.Teams.Conversations.ShouldNotContain(c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_the_chat_with_the_bot_the_same_words_do_the_same_and_a_hello_starts_nothing()
    {
        await using var world = await Start();
        await world.Teams.As(Chi).SaysToBot("hello");
        await world.IsTold(Chi, "Nothing was started by this");
        await world.Teams.As(Chi).SaysToBot(Words);
        await world.IsTold(Chi, "INC-1 is open");
        await world.Teams.As(Chi).SaysToBot("status INC-1");
        await world.IsTold(Chi, "inc-1-finance-mail-change");
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_messages_for_one_person_the_answer_comes_in_the_chat_with_the_bot()
    {
        await using var world = await Start();
        world.Teams.Installed.TargetedMessages = false;
        await world.Says(Chi, Words);
        await world.Until(() => world.Teams.Screen(world.Teams.PersonalOf(Chi).Id).Any(m => world.Teams.Words(m).Contains("INC-1 is open", StringComparison.Ordinal)), "an answer in the chat with the bot");
    }
}
