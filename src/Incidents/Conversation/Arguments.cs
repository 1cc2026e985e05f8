using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What came with a word: the rest of the line, or the values of a button or form.</summary>
/// <param name="From">How it was said.</param>
/// <param name="Rest">What was typed after the word; mentions stand in it as <c>&lt;@platform:id&gt;</c>.</param>
/// <param name="Values">Values of the button and of the form's fields.</param>
public sealed record Arguments(Said From, string Rest, ImmutableDictionary<string, string> Values)
{
    /// <summary>Typed words.</summary>
    public static Arguments Typed(string rest) => new(Said.Words, rest.Trim(), ImmutableDictionary<string, string>.Empty);

    /// <summary>A button's or form's values.</summary>
    public static Arguments Of(Said from, ImmutableDictionary<string, string> values) => new(from, "", values);

    /// <summary>A value that is not blank, or null. For typed words, <paramref name="name"/> null means the rest.</summary>
    public string? this[string name] => Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The rest, or null if it is blank.</summary>
    public string? Words => string.IsNullOrWhiteSpace(Rest) ? null : Rest;
}

/// <summary>How something was said.</summary>
public enum Said { Words, Button, Form, Message }
