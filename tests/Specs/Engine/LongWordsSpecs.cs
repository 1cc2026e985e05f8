using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Specs.Simulation.World;
using ChatOpsIncident.Specs.Timeline;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>What waits for one incident is appended together, as far as it fits into one batch of the store.</summary>
public class LongWordsSpecs
{
    [Fact]
    public async Task Many_who_answer_every_question_at_full_length_at_once_are_stored_to_the_last_word()
    {
        var store = new MemoryStore();
        var streams = new Streams<Incident>(store, new IncidentFold());
        var appender = new Appender<Incident>(store, streams, new Pointers(store), new FakeTimeProvider(People.Noon), new SimChance(1));
        var left = Enumerable.Range(0, 60).Select(n => new Pending<Incident>($"r{n}", new AnswersEverything(), _ => People.Moment() with { Stream = Chain.Id }) { Until = People.Noon.AddSeconds(2) }).ToImmutableArray();
        while (!left.IsEmpty)
        {
            var round = await appender.Decide(Chain.Id, left);
            await appender.Append(Chain.Id, round);
            left = round.Left;
        }
        (await streams.Load(Chain.Id)).State.Head.Number.ShouldBe(60);
    }

    private sealed record AnswersEverything : Command<Incident>
    {
        // Each takes seven bytes a character in its row.
        private static readonly Text Longest = string.Concat(Enumerable.Repeat("😀", Contribute.Longest / 2));

        internal override Decision Decide(Incident incident, Moment at) =>
            new Contributed(0, [.. Enumerable.Range(0, 5).Select(n => new PromptAnswer($"prompt-{n}", Longest))]);
    }
}
