using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>A question after the end, and what people answered.</summary>
/// <param name="Id">The prompt's id: <c>helped</c>.</param>
public sealed record ReviewVoice(string Id, string Asks, ImmutableArray<ReviewAnswer> Answers)
{
    /// <summary>The story from each one's own place is read with the answers; the others are what the review is about.</summary>
    public bool IsStory => Id == "happened";

    /// <summary>By question; of each person the last answer to it counts, in the order in which people were asked.</summary>
    internal static ImmutableArray<ReviewVoice> All(Incident incident, IEnumerable<Recorded> stream)
    {
        var last = new Dictionary<(string Prompt, int Place), ReviewAnswer>();
        foreach (var recorded in stream)
        {
            if (recorded.Event is not Contributed contributed) continue;
            foreach (var answer in contributed.Answers) last[(answer.Prompt, contributed.Place)] = new(recorded.By, answer.Words);
        }
        return
        [
            .. incident.Learning.Prompts.Select(p => new ReviewVoice(p.Id, p.Asks, [.. last.Where(a => a.Key.Prompt == p.Id).OrderBy(a => a.Key.Place).Select(a => a.Value)]))
                .Where(v => !v.Answers.IsEmpty),
        ];
    }
}

/// <summary>What one person answered.</summary>
public sealed record ReviewAnswer(Person? By, Text Words);
