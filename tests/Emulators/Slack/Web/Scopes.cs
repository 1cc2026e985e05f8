using ChatOpsIncident.Emulators.Slack.BlockKit;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Which scopes allow what.</summary>
internal static class Scopes
{
    /// <summary>Any one of these; empty: none is needed.</summary>
    public static IReadOnlyList<string> Of(string method) => [.. PublishedContract.Contract[method]!["bot_scopes_any_of"]!.AsArray().Select(s => s!.ToString())];

    public static void Require(Installation installed, IReadOnlyList<string> any)
    {
        if (any.Count == 0 || any.Any(installed.Scopes.Contains)) return;
        throw new SlackRefusal("missing_scope") { Needed = string.Join(',', any), Provided = string.Join(',', installed.Scopes.Order(StringComparer.Ordinal)) };
    }
}
