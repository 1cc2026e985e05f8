using System.Globalization;
using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>A proposed change of the playbook that nobody has decided on yet.</summary>
/// <param name="Id">From <see cref="IdOf"/>, or <see cref="IdOfFile"/>.</param>
/// <param name="Origin">The lesson; null for a changed file.</param>
/// <param name="Author">Another person than this one approves; null for a changed file.</param>
/// <param name="Shown">Before and after, as of version <paramref name="Version"/>.</param>
public sealed record PendingChange(string Id, ChangeOrigin? Origin, PlaybookEdit Edit, Person? Author, Shown Shown, int Version)
{
    /// <summary>Why it no longer fits the current version; null: it fits.</summary>
    public Text? Misfit { get; init; }

    /// <summary>The change that a changed file is.</summary>
    /// <param name="hash">SHA-256 of the file.</param>
    public static string IdOfFile(string hash) => PlaybookCandidate.FromFile + hash;

    /// <summary>The change of a lesson: its incident, the lesson's number, which proposal of it. It stands on buttons that anybody may read, so it names none of them.</summary>
    public static string IdOf(string stream, int lesson, int attempt) =>
        StreamId.Of("change", string.Create(CultureInfo.InvariantCulture, $"{stream}.{lesson}.{attempt}"));

    /// <summary>As it is on this version of the playbook: before and after anew.</summary>
    internal PendingChange On(Playbook playbook) => On(playbook, Edit.Apply(playbook, Origin?.Because));

    /// <summary>The same, where applying it was tried already.</summary>
    internal PendingChange On(Playbook playbook, EditOutcome outcome) => this with
    {
        Shown = outcome.Shown,
        Version = playbook.Version,
        Misfit = outcome.Faults.IsEmpty ? null : (Text)string.Join(' ', outcome.Faults),
    };
}

/// <summary>The lesson that a change comes from.</summary>
/// <param name="Stream">Its incident's stream.</param>
/// <param name="Incident"><c>INC-42</c>; null if the incident is private: then its number is nobody else's business.</param>
/// <param name="What">The lesson's words; null if the incident is private.</param>
public sealed record ChangeOrigin(string Stream, string? Incident, int Lesson, int Attempt, Text? What)
{
    /// <summary>What the playbook says of its origin.</summary>
    public string Because => Incident is null ? "a private incident" : string.Create(CultureInfo.InvariantCulture, $"{Incident} lesson {Lesson}");
}
