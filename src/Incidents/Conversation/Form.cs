using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What has to be asked before an offer becomes a command. Drawn as a dialog, or as a private card, or asked in words.</summary>
/// <param name="Word">The offer that the answers go to.</param>
/// <param name="Stream">The incident's stream id; null when none is there yet.</param>
/// <param name="Title">At most 24 characters (the shortest platform's limit).</param>
/// <param name="Fields">What is asked, in order.</param>
/// <param name="Submit">Label of the button, at most 24 characters.</param>
public sealed record Form(string Word, string? Stream, string Title, ImmutableArray<Field> Fields, string Submit)
{
    /// <summary>A sentence above the fields.</summary>
    public Rich Intro { get; init; } = Rich.Empty;

    /// <summary>Goes along unseen: what the button promised.</summary>
    public ImmutableDictionary<string, string> Carried { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>One thing asked.</summary>
/// <param name="Name">Key of the answer.</param>
public abstract record Field(string Name, string Label)
{
    /// <summary>An answer is needed.</summary>
    public bool Required { get; init; }

    /// <summary>What to write, in few words.</summary>
    public string? Hint { get; init; }

    /// <summary>Filled in already (words typed before are never lost).</summary>
    public string? Value { get; init; }
}

/// <summary>Free text of at most <paramref name="Max"/> characters.</summary>
public sealed record TextField(string Name, string Label, bool Multiline = false, int Max = 3000) : Field(Name, Label);

/// <summary>One of a few.</summary>
public sealed record ChoiceField(string Name, string Label, ImmutableArray<Choice> Choices) : Field(Name, Label);

/// <summary>A tick: "true" or "false".</summary>
public sealed record TickField(string Name, string Label) : Field(Name, Label);

/// <summary>A person, by id.</summary>
public sealed record PersonField(string Name, string Label) : Field(Name, Label);
