using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Slack.Api;

/// <summary>Arguments of a Web API call: form fields, with JSON in those that take objects. What is null is left out.</summary>
public sealed class SlackArguments : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    /// <summary>Nothing.</summary>
    public static SlackArguments None { get; } = [];

    /// <summary>Who goes first where calls have to wait: the smaller one.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>A field as it was added; null if it was not.</summary>
    public string? this[string name] => fields.Find(f => f.Key == name).Value;

    public void Add(string name, string? value)
    {
        if (value is not null) fields.Add(new(name, value));
    }

    public void Add(string name, bool value) => Add(name, value ? "true" : "false");

    public void Add(string name, int value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, JsonNode? value) => Add(name, value?.ToJsonString(JsonReading.Compact));

    /// <summary>With one more field.</summary>
    public SlackArguments And(string name, string? value)
    {
        Add(name, value);
        return this;
    }

    /// <summary>The same with every channel by the id that it has now.</summary>
    internal SlackArguments Where(Func<string, string> now)
    {
        var moved = new SlackArguments { Urgency = Urgency };
        foreach (var (name, value) in fields) moved.Add(name, name is "channel" or "channel_id" ? now(value) : value);
        return moved;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Where calls of one kind have to wait: the worst severity first, then the oldest.</summary>
/// <param name="Severity">0 is the worst.</param>
/// <param name="Since">When it began.</param>
public readonly record struct Urgency(int Severity, DateTimeOffset Since) : IComparable<Urgency>
{
    public int CompareTo(Urgency other) => Severity == other.Severity ? Since.CompareTo(other.Since) : Severity.CompareTo(other.Severity);

    public static bool operator <(Urgency left, Urgency right) => left.CompareTo(right) < 0;

    public static bool operator >(Urgency left, Urgency right) => left.CompareTo(right) > 0;

    public static bool operator <=(Urgency left, Urgency right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Urgency left, Urgency right) => left.CompareTo(right) >= 0;
}
