using System.Collections.Immutable;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>Draws with people's names and ways to rooms: what turns out to be needed and is not known yet is asked for first.</summary>
internal sealed class TeamsDrawing(TeamsDirectory people, TeamsLinks links, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>What people call somebody, as far as known.</summary>
    public string NameOf(Person person) => people.NameOf(person);

    /// <summary>Whether the way to this incident's room is known.</summary>
    public async Task<bool> HasLink(string stream, CancellationToken cancel = default)
    {
        if (!links.IsFresh(stream)) await links.Load(stream, cancel);
        return links.Known(stream) is not null;
    }

    /// <summary>Whether it was known when something was drawn just now.</summary>
    public bool HadLink(string stream) => links.Known(stream) is not null;

    /// <summary>Draws a message, a card, a dialog.</summary>
    /// <param name="draw">Pure: may be called twice, each time with a dialect of its own.</param>
    /// <param name="pings">Who is mentioned, and so notified.</param>
    public async Task<T> Draw<T>(Func<TeamsDialect, T> draw, ImmutableArray<Person> pings = default, CancellationToken cancel = default)
    {
        var (strangers, streams) = (new HashSet<Person>(), new HashSet<string>(StringComparer.Ordinal));
        string Name(Person person)
        {
            if (!people.Knows(person)) strangers.Add(person);
            return people.NameOf(person);
        }

        string? Link(string stream)
        {
            var address = links.AddressOf(stream);
            if (!links.IsFresh(stream)) streams.Add(stream);
            return address;
        }

        var drawn = draw(new(Name, Link, pings));
        if (strangers.Count == 0 && streams.Count == 0) return drawn;
        await Task.WhenAll([.. strangers.Select(p => people.Learn(p, cancel)), .. streams.Select(s => links.Load(s, cancel))]);
        return draw(new(people.NameOf, links.AddressOf, pings));
    }

    /// <summary>The same while somebody waits: names and links that take too long to find are left out.</summary>
    public async Task<T> InTime<T>(Func<TeamsDialect, T> draw)
    {
        try
        {
            return await Draw(draw).WaitAsync(Patience, clock);
        }
        catch (Exception e) when (e is TimeoutException or StoreUnavailableException or StoreUncertainException)
        {
            return draw(new(people.NameOf, links.AddressOf));
        }
    }
}
