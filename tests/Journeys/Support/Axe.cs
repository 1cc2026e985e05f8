using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>axe, run in the page itself: its pages have no frames, and nothing but what is wrong is written down.</summary>
internal static class Axe
{
    private const string Run = "() => axe.run({ resultTypes: ['violations'] }).then(found => found.violations.map(v => [v.id, v.impact, v.help, ...v.nodes.slice(0, 3).map(n => n.html)]))";
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What it finds wrong with what is shown now.</summary>
    public static async Task<IReadOnlyList<Violation>> Violations(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<string[][]>(Run);
        return [.. found.Select(v => new Violation(v[0], v[1], v[2], v[3..]))];
    }
}

/// <summary>A rule that is broken, how bad that is (<c>minor</c>, <c>moderate</c>, <c>serious</c>, <c>critical</c>), and the first few places.</summary>
internal sealed record Violation(string Rule, string Impact, string Help, IReadOnlyList<string> Places)
{
    public override string ToString() => $"{Rule}: {Help} at {string.Join(", ", Places)}";
}
