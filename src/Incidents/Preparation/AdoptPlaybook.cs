using ChatOpsIncident.Incidents.Learning;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>
/// At start: the first playbook of an organisation is its file, or the default. Afterwards a changed file is adopted only if nobody
/// changed the playbook in chat since; else the file is proposed, and so is a newer default. The store having moved on adopts nothing.
/// </summary>
/// <param name="File">Null if no file is configured.</param>
public sealed record AdoptPlaybook(PlaybookCandidate? File, PlaybookCandidate Shipped) : Command<Organisation>
{
    internal override Decision Decide(Organisation organisation, Moment at)
    {
        if (organisation.Current is not { } current) return Adopted(1, File);
        List<Event> events = [.. File is null ? [] : Changed(organisation, current, File), .. Offered(organisation, current)];
        return events.Count == 0 ? new Already(InUse(organisation)) : events;
    }

    internal override Rich? Answer(Organisation organisation, Moment at) => InUse(organisation);

    /// <summary>Which version is in use, and what waits for a decision.</summary>
    public static Rich InUse(Organisation organisation)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        var waiting = organisation.Pending.Keys.Where(PlaybookCandidate.IsWhole).Select(id => PlaybookCandidate.IsFile(id) ? "the file" : "the default of this release").ToArray();
        Rich inUse = $"Playbook version {organisation.Current?.Version ?? 0} is in use.";
        return waiting.Length == 0 ? inUse : inUse + $" It differs from {string.Join(" and ", waiting)}; somebody has to decide: /incident playbook";
    }

    private IEnumerable<Event> Changed(Organisation organisation, Playbook current, PlaybookCandidate file)
    {
        foreach (var id in organisation.Pending.Keys.Where(id => PlaybookCandidate.IsFile(id) && id != file.IdOfFile)) yield return new PlaybookProposalWithdrawn(id);
        if (file.Hash == organisation.FileHash) yield break;
        if (organisation.StandsFor(file) is { } version) yield return new PlaybookFileNoted(file.Hash, version);
        else if (!organisation.ChangedInChat)
        {
            yield return Adopted(current.Version + 1, file);
            foreach (var overtaken in PlaybookChangeOvertaken.By(file.Playbook with { Version = current.Version + 1 }, organisation)) yield return overtaken;
        }
        else if (IsNew(organisation, file.IdOfFile)) yield return new PlaybookChangeProposed(file.Proposed(file.IdOfFile, current));
    }

    private IEnumerable<Event> Offered(Organisation organisation, Playbook current)
    {
        foreach (var id in organisation.Pending.Keys.Where(id => PlaybookCandidate.IsWhole(id) && !PlaybookCandidate.IsFile(id) && id != Shipped.IdOfDefault))
            yield return new PlaybookProposalWithdrawn(id);
        if (Shipped.Hash != organisation.ShippedHash && Shipped.Playbook.Yaml != current.Yaml && IsNew(organisation, Shipped.IdOfDefault))
            yield return new PlaybookChangeProposed(Shipped.Proposed(Shipped.IdOfDefault, current));
    }

    private static bool IsNew(Organisation organisation, string id) => !organisation.Pending.ContainsKey(id) && !organisation.Decided.Contains(id);

    private PlaybookAdopted Adopted(int version, PlaybookCandidate? file) => new(
        version, (file ?? Shipped).Playbook.Yaml, file is null ? PlaybookSource.Shipped : PlaybookSource.File)
    {
        FileHash = file?.Hash,
        ShippedHash = Shipped.Hash,
    };
}

/// <summary>A version of the playbook; new incidents run on it. A door event.</summary>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="Yaml">Canonical YAML.</param>
/// <param name="Source">Where it came from.</param>
[StoredAs("preparation.playbook-adopted", 1)]
public sealed record PlaybookAdopted(int Version, string Yaml, PlaybookSource Source) : Event<Organisation>
{
    /// <summary>SHA-256 of the file that it is; null if it is none.</summary>
    public string? FileHash { get; init; }

    /// <summary>SHA-256 of the default that shipped then; null for a change in chat.</summary>
    public string? ShippedHash { get; init; }

    /// <summary>The lesson behind a change.</summary>
    public ChangeOrigin? Lesson { get; init; }

    /// <summary>An approved change as the next version: of a lesson, or the whole file or default that was proposed.</summary>
    /// <param name="next">The playbook with the change in it.</param>
    public static PlaybookAdopted By(PendingChange change, Playbook next)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(next);
        return change.Id switch
        {
            var id when PlaybookCandidate.IsFile(id) => new(next.Version, next.Yaml, PlaybookSource.File) { FileHash = PlaybookCandidate.HashIn(id) },
            var id when PlaybookCandidate.IsWhole(id) => new(next.Version, next.Yaml, PlaybookSource.Shipped) { ShippedHash = PlaybookCandidate.HashIn(id) },
            _ => new(next.Version, next.Yaml, PlaybookSource.Change) { Lesson = change.Origin },
        };
    }

    internal override Rich Line => (Source, Lesson) switch
    {
        (PlaybookSource.Shipped, _) => (Rich)$"playbook version {Version} adopted: the default of this release",
        (PlaybookSource.File, _) => (Rich)$"playbook version {Version} adopted from the file",
        (_, { } lesson) => (Rich)$"playbook version {Version} adopted, because of {lesson.Because}",
        _ => (Rich)$"playbook version {Version} adopted",
    };

    internal override Organisation Evolve(Organisation o) => o with
    {
        Versions = o.Versions.Add(Version, PlaybookReader.Adopted(Version, Yaml)),
        Lessons = Lesson is null ? o.Lessons : o.Lessons.Add(Version, Lesson),
        FileHash = FileHash ?? o.FileHash,
        ShippedHash = ShippedHash ?? o.ShippedHash,
        Outside = Source == PlaybookSource.Change ? o.Outside : Version,
    };
}
