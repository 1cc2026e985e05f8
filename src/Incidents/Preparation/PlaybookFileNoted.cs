namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>The file was written anew and says what a version says already: nothing to adopt, and later changes of it are seen from there.</summary>
/// <param name="FileHash">SHA-256 of the file.</param>
/// <param name="Version">The version that says the same.</param>
[StoredAs("preparation.playbook-file-noted", 1)]
public sealed record PlaybookFileNoted(string FileHash, int Version) : Event<Organisation>
{
    internal override Rich Line => $"the playbook's file says the same as version {Version}";

    internal override Organisation Evolve(Organisation o) => o with { FileHash = FileHash, Outside = Version };
}

/// <summary>A proposed file or default that is not there any more: the file was changed again or back, or a newer default ships.</summary>
/// <param name="Id">Of the waiting change.</param>
[StoredAs("preparation.playbook-proposal-withdrawn", 1)]
public sealed record PlaybookProposalWithdrawn(string Id) : Event<Organisation>
{
    internal override Rich Line => Id.StartsWith(PlaybookCandidate.FromFile, StringComparison.Ordinal)
        ? (Rich)"the playbook's file says something else now; its earlier proposal is withdrawn"
        : (Rich)"another default ships now; the earlier one is no longer proposed";

    internal override Organisation Evolve(Organisation o) => o with { Pending = o.Pending.Remove(Id) };
}
