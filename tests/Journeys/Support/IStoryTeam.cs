namespace ChatOpsIncident.Journeys.Support;

/// <summary>The people of the story in one chat platform, and what they do there.</summary>
public interface IStoryTeam
{
    /// <summary>Their ids on this platform.</summary>
    StoryPeople People { get; }

    /// <summary>How somebody is named in words that are typed.</summary>
    string Mention(string person);

    /// <summary>Writes <c>/incident …</c>, or what stands for it here, in the room.</summary>
    Task Say(string person, string command);

    /// <summary>What this person alone is told, waited for by some words of it.</summary>
    Task<string> Told(string person, string words);

    /// <summary>From here on everybody works in the room whose name begins so; it is open when this ends.</summary>
    Task GoTo(string beginning);

    /// <summary>From here on people talk where the next incident is to be reported.</summary>
    void StepOut();

    /// <summary>Waits for a message in the room with these words.</summary>
    Task See(string words);

    /// <summary>The home card is where people find it at once, and this person is in the room.</summary>
    Task HomeIsAtHand(string person);

    /// <summary>Fills in inputs of a card in the room, and sends them.</summary>
    Task Answer(string person, string words, params IReadOnlyList<(string Label, string? Answer)> answers);

    /// <summary>Presses a button of the newest message in the room with these words.</summary>
    Task Press(string person, string words, string label);

    /// <summary>Presses a button of the newest direct message with these words.</summary>
    Task PressDirect(string person, string words, string label);

    /// <summary>Waits until this person is asked something with these words.</summary>
    Task IsAsked(string person, string words);

    /// <summary>Fills in what this person is asked, and sends it.</summary>
    Task Fill(string person, params IReadOnlyList<(string Label, string? Answer)> answers);

    /// <summary>Keeps how it looks now, where this driver can.</summary>
    void Look(string name, string person, bool direct = false);
}

/// <summary>Their ids on one platform.</summary>
public sealed record StoryPeople(string Ana, string Ben, string Chi, string Dana);
