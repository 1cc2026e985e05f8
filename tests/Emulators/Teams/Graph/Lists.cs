using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Teams.Connector;

namespace ChatOpsIncident.Emulators.Teams.Graph;

/// <summary>Lists as Graph answers them: filtered, in pages.</summary>
internal static partial class Lists
{
    public static Answer Of(Asked asked, IEnumerable<JsonObject> items, int most = 100)
    {
        var filtered = asked.Query("$filter") is { } filter ? items.Where(i => Fits(asked, i, filter)) : items;
        var all = filtered.ToList();
        var top = int.TryParse(asked.Query("$top"), CultureInfo.InvariantCulture, out var wanted) ? wanted : most;
        if (top > 999) asked.Complain($"graph: $top={top} is more than any list gives");
        var start = int.TryParse(asked.Query("$skiptoken"), CultureInfo.InvariantCulture, out var skipped) ? skipped : 0;
        var take = Math.Min(top, asked.Teams.PageCap ?? top);
        var answer = new JsonObject { ["value"] = new JsonArray([.. all.Skip(start).Take(take)]) };
        if (start + take < all.Count) answer["@odata.nextLink"] = string.Create(CultureInfo.InvariantCulture, $"{asked.Teams.GraphUrl}{asked.Path}?$skiptoken={start + take}&{Rest(asked)}");
        return Answer.Ok(answer);
    }

    private static string Rest(Asked asked) => string.Join('&', ((string[])["$filter", "$top", "$select", "$expand", "$orderby"]).Where(n => asked.Query(n) is not null).Select(n => $"{n}={Uri.EscapeDataString(asked.Query(n)!)}"));

    private static bool Fits(Asked asked, JsonObject item, string filter) => filter.Split(" and ").All(part =>
    {
        if (Equal().Match(part.Trim()) is { Success: true } equal) return Same(item, equal.Groups["name"].Value, equal.Groups["value"].Value);
        if (Begins().Match(part.Trim()) is { Success: true } begins)
            return item[begins.Groups["name"].Value]?.ToString().StartsWith(Unquoted(begins.Groups["value"].Value), StringComparison.OrdinalIgnoreCase) is true;
        asked.Complain($"graph: the emulator does not know the filter {part}");
        return true;
    });

    private static bool Same(JsonObject item, string name, string value) => string.Equals(item[name]?.ToString(), Unquoted(value), StringComparison.OrdinalIgnoreCase);

    private static string Unquoted(string value) => value.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<name>\w+) eq '(?<value>.*)'$", RegexOptions.ExplicitCapture)]
    private static partial Regex Equal();

    [GeneratedRegex(@"^startswith\((?<name>\w+), ?'(?<value>.*)'\)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Begins();
}
