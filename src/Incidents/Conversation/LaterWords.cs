using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Words with a fixed meaning that this version does not have yet: answered as such, never taken for a report that wakes somebody.</summary>
public static class LaterWords
{
    /// <summary>Each becomes an offer one day, and leaves this list then.</summary>
    public static ImmutableArray<string> All { get; } = ["handover", "readiness", "exercise", "export"];

    /// <summary>The word as people are told of it; null: these words are something else.</summary>
    /// <param name="after">What follows. Outside a room a sentence that merely begins like this is a report.</param>
    internal static string? Meant(string first, Arguments after, bool inRoom) =>
        All.FirstOrDefault(w => w.Equals(first, StringComparison.OrdinalIgnoreCase)) is { } word && (inRoom || IsArgument(after)) ? word : null;

    private static bool IsArgument(Arguments after) =>
        after.Rest.Length == 0 || (after.TakeIncident(out var rest) is not null && rest.Rest.Length == 0) || (after.TakePerson(out var more) is not null && more.Rest.Length == 0);
}
