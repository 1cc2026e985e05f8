using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Specs.Timeline;

/// <summary>Sealed streams for specs: events a minute apart, by Ana, with salts that are known.</summary>
internal static class Chain
{
    public const string Id = "7ZQ4M1T0G6H2V8K3N5P9R0S1C2";

    public static Reported Report(string what) =>
        new(42, what, "the finance mailbox", null, "phishing-bec", People.Ana, "web", Visibility.Open, "inc-42-finance-mail");

    public static Paged Page(int step) => new(step, [People.Ben], People.Noon.AddHours(step + 1));

    /// <summary>A report and three pages.</summary>
    public static Recorded[] Four() => Of(Report("Finance got a mail asking to change bank details"), Page(0), Page(1), Page(2));

    public static Recorded[] Of(params Event[] events)
    {
        var stream = new List<Recorded>();
        foreach (var @event in events) stream.Add(Seal(stream, @event));
        return [.. stream];
    }

    /// <summary>The next event of a stream.</summary>
    public static Recorded Seal(IReadOnlyList<Recorded> before, Event @event, DateTimeOffset? at = null)
    {
        var head = before.Count == 0 ? Head.None : new Head(before[^1].Number, before[^1].At, before[^1].By, before[^1].Hash);
        var salt = (byte)(head.Number * 16);
        return Recorded.Seal(
            @event, head, new(Id, at ?? People.Noon.AddMinutes(before.Count), People.Ana, false, $"web:{before.Count}", 1), () => [.. Enumerable.Repeat(salt++, 16)]);
    }

    /// <summary>The four, with one stored envelope changed and its hash left as it was.</summary>
    public static Recorded[] With(int number, Action<JsonNode> change)
    {
        var four = Four();
        var envelope = JsonNode.Parse(four[number - 1].Json)!;
        change(envelope);
        four[number - 1] = four[number - 1] with { Json = envelope.ToJsonString() };
        return four;
    }
}
