namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>What the criteria say to the answers so far, in one or two sentences.</summary>
internal static class SoFar
{
    /// <summary>"So far: SEV3, could be SEV1. <i>Is the account privileged?</i> would settle it."</summary>
    public static Rich Of(Incident incident, Playbook playbook)
    {
        if (incident.Assessment is { Answers.IsEmpty: true, Extra.IsEmpty: true }) return "No question is answered yet, so it could be anything.";
        var so = Basis.Recommend(incident, playbook);
        if (!so.IsRange) return $"So far: {so.Severity:b}.";
        return $"So far: {so.Mildest.Severity:b}, could be {so.Worst.Severity:b}. {Settling([.. so.Settles.Select(q => q.Asks)])}";
    }

    /// <summary>Why one severity of a range is recommended; empty where there is only one.</summary>
    public static string Why(Basis basis, Playbook playbook)
    {
        int Rank(string id) => playbook.Severities.IndexOf(playbook.Severity(id)!);
        return (Rank(basis.Mildest) - Rank(basis.Worst)) switch
        {
            0 => "",
            1 => $"Between two, the higher one is recommended: {basis.Recommended}.",
            _ => $"Until more is known, one above the mildest is recommended: {basis.Recommended}.",
        };
    }

    internal static Rich Settling(string[] questions) => questions switch
    {
        [] => "",
        [var only] => (Rich)$"{only:i} would settle it.",
        [var first, var second, ..] => (Rich)$"{first:i} and {second:i} would tell most.",
    };
}
