using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>What must hold at every moment of a bot's life, read from its file: also in the moment in which it lies dead.</summary>
internal sealed partial class Guarantees(StoreFile store)
{
    private readonly List<(ApiRequest Request, string Makes)> acknowledged = [];
    private readonly Dictionary<string, string[]> before = [];
    private readonly Dictionary<string, string?> marked = new(StringComparer.Ordinal);

    /// <summary>People were told that it was done; it made an event of this type, or none if that is blank.</summary>
    public void Acknowledged(ApiRequest request, string makes) => acknowledged.Add((request, makes));

    /// <summary>Somebody was told that what they typed with this mark in it was done.</summary>
    /// <param name="mark">As <see cref="Mark"/>.</param>
    public void Acknowledged(string mark, string makes) => marked[mark] = makes;

    /// <summary>Nobody was told whether it was done: it may be there, once.</summary>
    public void Unknown(string mark) => marked[mark] = null;

    /// <summary>The requests of people that are acknowledged, and made events.</summary>
    public IEnumerable<string> Requests => acknowledged.Where(a => a.Makes.Length > 0).Select(a => a.Request.Recorded);

    /// <summary>Throws with what does not hold.</summary>
    public void ShouldHold()
    {
        var now = store.AsOfNow();
        var streams = now.Events().GroupBy(e => e.Stream).ToDictionary(s => s.Key, s => s.ToArray());
        NothingIsLost(streams);
        foreach (var (stream, events) in streams) HashChain.FirstBroken(events).ShouldBeNull($"the chain of {stream}");
        foreach (var head in now.Heads())
        {
            (head.Number, head.Hash).ShouldBe((streams[head.Stream][^1].Number, streams[head.Stream][^1].Hash), $"the head of {head.Stream}");
            head.Requests.ShouldBe(streams[head.Stream].Select(e => e.Request).Distinct().Count(), $"the requests applied to {head.Stream}");
        }
        EachRequestCountsOnce([.. streams.Values.SelectMany(e => e)]);
        EachMarkIsThereOnce(streams.Values.SelectMany(e => e));
        NothingIsThereTwice(now);
    }

    private void NothingIsLost(Dictionary<string, Recorded[]> streams)
    {
        foreach (var (stream, hashes) in before)
            streams[stream].Take(hashes.Length).Select(e => e.Hash).ShouldBe(hashes, $"what {stream} held before");
        foreach (var (stream, events) in streams) before[stream] = [.. events.Select(e => e.Hash)];
    }

    /// <summary>Also one that nobody knows of yet: it is there whole, in one stream, or not at all.</summary>
    private void EachRequestCountsOnce(Recorded[] events)
    {
        foreach (var (request, makes) in acknowledged.Where(a => a.Makes.Length > 0))
            events.Count(e => e.Request == request.Recorded && StoreFile.TypeOf(e) == makes).ShouldBe(1, $"{makes} by {request.Person}");
        foreach (var made in events.GroupBy(e => (Alarm: e.By is null ? e.Stream : "", e.Request)))
        {
            made.Select(e => e.Stream).Distinct().Count().ShouldBe(1, $"streams of request {made.Key.Request}");
            made.Select(e => e.Number).ShouldBe(made.Select((_, i) => made.First().Number + i), $"the events of request {made.Key.Request}");
        }
        events.Count(e => StoreFile.TypeOf(e) == "detection.reported").ShouldBe(events.Where(e => e.Stream != StreamId.Organisation).Select(e => e.Stream).Distinct().Count());
    }

    private void EachMarkIsThereOnce(IEnumerable<Recorded> events)
    {
        var found = events.Where(e => e.By is not null).SelectMany(e => Mark().Matches(e.Json).Select(m => m.Value).Distinct().Select(mark => (Mark: mark, Type: StoreFile.TypeOf(e)))).ToLookup(f => f.Mark, f => f.Type);
        foreach (var (mark, makes) in marked.Where(m => m.Value is not null)) found[mark].ShouldBe([makes!], $"what was acknowledged of {mark}");
        foreach (var (mark, _) in marked.Where(m => m.Value is null)) found[mark].Count().ShouldBeLessThanOrEqualTo(1, $"what nobody knew of {mark}");
    }

    [GeneratedRegex(@"\bw\d+x\d+x\d+z\b")]
    private static partial Regex Mark();

    private void NothingIsThereTwice(StoreFile now)
    {
        var shown = now.Messages().Where(m => !m.Removed).ToArray();
        shown.GroupBy(m => (m.Place, m.Key)).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty("messages of one key");
        now.Places().Where(p => p.Stream is not null).GroupBy(p => p.Stream).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty("rooms of one incident");
        foreach (var (request, _) in acknowledged.Where(a => a.Makes.Length == 0))
            shown.Count(m => m.Author == "web:" + request.Person && m.Shows.Contains((string)request.Body["text"], StringComparison.Ordinal)).ShouldBe(1, $"what {request.Person} said");
    }
}
