using System.Collections.Immutable;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Edges.Slack.People;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Draws with people's names and ways to channels: what turns out to be needed and is not known yet is asked for first.</summary>
public sealed class SlackDrawing(SlackDirectory people, SlackLinks links)
{
    /// <summary>Draws a message, a card, a modal.</summary>
    /// <param name="draw">Pure: may be called twice.</param>
    /// <param name="pings">Who is mentioned, and so notified; everybody else is named.</param>
    public async Task<T> Draw<T>(Func<MrkdwnDialect, T> draw, ImmutableArray<Person> pings = default, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var (strangers, streams) = (new HashSet<Person>(), new HashSet<string>(StringComparer.Ordinal));
        string Name(Person person)
        {
            if (!people.Knows(person)) strangers.Add(person);
            return people.NameOf(person);
        }

        string? Channel(string stream)
        {
            var channel = links.Known(stream);
            if (!links.IsFresh(stream)) streams.Add(stream);
            return channel;
        }

        var dialect = new MrkdwnDialect(Name, Channel, pings);
        var drawn = draw(dialect);
        if (strangers.Count == 0 && streams.Count == 0) return drawn;
        await Task.WhenAll([.. strangers.Select(p => people.Learn(p, cancel)), .. streams.Select(s => links.Load(s, cancel))]);
        return draw(dialect);
    }
}
