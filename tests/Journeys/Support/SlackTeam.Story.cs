namespace ChatOpsIncident.Journeys.Support;

/// <content>As the story wants it.</content>
public sealed partial class SlackTeam : IStoryTeam
{
    public StoryPeople People { get; } = new(Ana, Ben, Chi, Dana);

    public string Mention(string person) => "@" + person;

    public Task Say(string person, string command) => Says(person, command);

    public async Task<string> Told(string person, string words) => Slack.Words(await IsTold(person, words));

    public async Task GoTo(string beginning)
    {
        await Slack.Until(() => Slack.Channels.Any(c => c.Name.StartsWith(beginning, StringComparison.Ordinal)), Patience, $"a room {beginning}");
        await GoesTo(Slack.Channels.Single(c => c.Name.StartsWith(beginning, StringComparison.Ordinal)).Id);
    }

    public void StepOut()
    {
        // The second one is reported in the room of the first.
    }

    public Task See(string words) => Sees(words);

    public async Task HomeIsAtHand(string person)
    {
        await Slack.Until(() => Slack.Channel(Room)!.Pins.Count == 1, what: "a pinned home card");
        Slack.Channel(Room)!.Members.ShouldContain(person);
    }

    public async Task Answer(string person, string words, params IReadOnlyList<(string Label, string? Answer)> answers)
    {
        await Presses(person, words, "Answer questions");
        await Dialog(person);
        Picture("2-questions", person);
        await Fills(person, answers);
    }

    public Task Press(string person, string words, string label) => Presses(person, words, label);

    public async Task PressDirect(string person, string words, string label) => await Slack.As(person).Clicks(await Gets(person, words), label);

    public Task IsAsked(string person, string words) => Dialog(person, words);

    public Task Fill(string person, params IReadOnlyList<(string Label, string? Answer)> answers) => Fills(person, answers);

    public void Look(string name, string person, bool direct = false)
    {
        if (direct) PictureOfDirect(name, person);
        else Picture(name, person);
    }
}
