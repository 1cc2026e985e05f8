using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ChatOpsIncident.Incidents.Learning.Edits;

/// <summary>A concrete edit of the playbook at one place. Pure, and checked like the file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "edit")]
[JsonDerivedType(typeof(AddTask), "add-task")]
[JsonDerivedType(typeof(RewordTask), "reword-task")]
[JsonDerivedType(typeof(RemoveTask), "remove-task")]
[JsonDerivedType(typeof(AddQuestion), "add-question")]
[JsonDerivedType(typeof(RewordQuestion), "reword-question")]
[JsonDerivedType(typeof(SetFloor), "set-floor")]
[JsonDerivedType(typeof(ChangeRule), "change-rule")]
[JsonDerivedType(typeof(ChangeCadence), "change-cadence")]
[JsonDerivedType(typeof(ChangePrompt), "change-prompt")]
[JsonDerivedType(typeof(ChangeRole), "change-role")]
[JsonDerivedType(typeof(ChangeContact), "change-contact")]
[JsonDerivedType(typeof(ChangeYaml), "change-yaml")]
[JsonDerivedType(typeof(ReplaceFile), "replace-file")]
public abstract record PlaybookEdit
{
    /// <summary>The playbook with this edit, as the next version, and what changes in words; or the faults, and nothing changes.</summary>
    /// <param name="because">The lesson that it comes from: <c>INC-42 lesson 1</c>.</param>
    public EditOutcome Apply(Playbook playbook, string? because)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        if (Yaml(playbook, because) is not { } yaml)
            return new(null, new(Place(playbook), null, null), ["The place that this change is about is no longer in the playbook."]);
        var reading = PlaybookReader.Read(yaml);
        if (reading.Playbook is not { } changed) return new(null, new(Place(playbook), Reads(playbook), null), [.. reading.Faults.Select(f => f.Words)]);
        var shown = Show(playbook, changed);
        return shown.Before == shown.After
            ? new(null, shown, ["The playbook says so already."])
            : new(changed with { Version = playbook.Version + 1 }, shown, []);
    }

    /// <summary>Which place it is, in words: "Phishing, contain".</summary>
    internal abstract string Place(Playbook playbook);

    /// <summary>What stands at that place, in words; null: nothing.</summary>
    internal abstract string? Reads(Playbook playbook);

    /// <summary>The playbook with the edit in it, not checked yet; null: there is no such place.</summary>
    internal abstract Playbook? Change(Playbook playbook, string? because);

    /// <summary>The whole, written; null: there is no such place.</summary>
    private protected virtual string? Yaml(Playbook playbook, string? because) =>
        Change(playbook, because) is { } changed ? PlaybookWriter.Write(changed) : null;

    private protected virtual Shown Show(Playbook before, Playbook after) => new(Place(before), Reads(before), Reads(after));

    /// <summary>As the file's reader takes it: one line, single spaces.</summary>
    private protected static string OneLine(Text? text) =>
        string.Join(' ', (text?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What is written between commas.</summary>
    private protected static ImmutableArray<string> Listed(Text? text) =>
        [.. OneLine(text).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <summary>A change in words.</summary>
/// <param name="Place">Where: "Phishing, contain".</param>
/// <param name="Before">What stands there; null: nothing.</param>
/// <param name="After">What will stand there; null: nothing.</param>
public sealed record Shown(Text Place, Text? Before, Text? After)
{
    private const int Longest = 900;

    internal Shown(string place, string? before, string? after)
        : this((Text)Short(place), Maybe(before), Maybe(after))
    {
    }

    private static Text? Maybe(string? text) => text is null ? null : (Text)Short(text);

    private static string Short(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
}

/// <summary>What applying an edit came to.</summary>
/// <param name="After">The next version; null if there are faults.</param>
/// <param name="Faults">In words that a non-programmer can act on.</param>
public sealed record EditOutcome(Playbook? After, Shown Shown, ImmutableArray<string> Faults);
