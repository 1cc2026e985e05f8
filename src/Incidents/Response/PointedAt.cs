using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>A message that a person pointed at: content is stored under its hash already, numbers are given by who decides.</summary>
/// <param name="Words">Its words; where nobody wrote any, what there is instead.</param>
public sealed record PointedAt(Evidence Words)
{
    /// <summary>Nobody wrote any words.</summary>
    public bool Wordless { get; init; }

    /// <summary>Its files, each a piece of its own.</summary>
    public ImmutableArray<Evidence> Files { get; init; } = [];

    /// <summary>Files that the bot did not get.</summary>
    public ImmutableArray<NotKept> NotKept { get; init; } = [];

    /// <summary>The pieces that it becomes. A message of files alone is its files.</summary>
    internal ImmutableArray<Evidence> Pieces => Wordless && Files.Length > 0 ? Files : [Words, .. Files];

    /// <summary>What is not kept with it, each with why; null: all of it is.</summary>
    internal Text? Lacks => NotKept.Length == 0 ? null : new(string.Join("; ", NotKept.Select(n => $"{n.File} ({n.Why})")));
}

/// <summary>A file that the bot did not get.</summary>
/// <param name="File">Its name.</param>
/// <param name="Why">The end of a sentence: "it is larger than 50 MB".</param>
/// <param name="Instead">What somebody can do about it: a sentence.</param>
public sealed record NotKept(string File, string Why, string Instead)
{
    /// <summary>For whoever pointed at it.</summary>
    internal Rich Said => $"{File:quote} is not kept: {Why}. {Instead}";
}
