using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>What people typed, as Teams sends it, as it was meant: the bot's own name goes, other people stand as <c>&lt;@teams:…&gt;</c>.</summary>
internal static partial class Words
{
    /// <summary>For the engine.</summary>
    /// <param name="person">Who is mentioned, by the id that Teams gives them for this bot; null: nobody knows, then the name stays.</param>
    public static string Typed(Activity activity, Func<string, Person?> person)
    {
        var text = activity.Json.Text("text") ?? "";
        var me = activity.Json.Text("recipient", "id");
        foreach (var mention in activity.Json.Each("entities").Where(e => e.Text("type") == "mention"))
        {
            if (mention.Text("text") is not { } marked || mention.Text("mentioned", "id") is not { } id || text.IndexOf(marked, StringComparison.Ordinal) is not (>= 0 and var at)) continue;
            var instead = id == me ? " " : person(id) is { } known ? $"\u0001{known.Id}\u0002" : "@" + (mention.Text("mentioned", "name") ?? "somebody");
            text = text[..at] + instead + text[(at + marked.Length)..];
        }
        var plain = Cleaned.Text(WebUtility.HtmlDecode(Marked().Replace(text.Replace("&nbsp;", " ", StringComparison.OrdinalIgnoreCase), "").Replace('\u00A0', ' ')).Replace("\u0001", "\uE0F2", StringComparison.Ordinal).Replace("\u0002", "\uE0F3", StringComparison.Ordinal));
        return Slash().Replace(plain.Replace("\uE0F2", "<@", StringComparison.Ordinal).Replace("\uE0F3", ">", StringComparison.Ordinal).Trim(), "").Trim();
    }

    /// <summary>Ids of people who are mentioned besides the bot.</summary>
    public static IEnumerable<string> Mentioned(Activity activity) => activity.Json.Each("entities")
        .Where(e => e.Text("type") == "mention").Select(e => e.Text("mentioned", "id")).OfType<string>().Where(id => id != activity.Json.Text("recipient", "id")).Distinct();

    /// <summary>The words of a message that is pointed at: without markup, with what it carries if it has no words.</summary>
    public static string Plain(JsonElement message)
    {
        if (Written(message) is { Length: > 0 } words) return words;
        var files = string.Join(", ", message.Each("attachments").Select(a => a.Text("name")).OfType<string>());
        return files.Length > 0 ? $"(a message without words: {files})" : "(a message without words)";
    }

    /// <summary>What somebody wrote in it; may be nothing.</summary>
    public static string Written(JsonElement message)
    {
        var html = message.Text("body", "content") ?? "";
        var text = message.Text("body", "contentType") == "text" ? html : WebUtility.HtmlDecode(Tags().Replace(Breaks().Replace(html, "\n"), ""));
        return Cleaned.Text(text.Replace('\u00A0', ' ')).Trim();
    }

    [GeneratedRegex(@"</?at>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^/incident\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Slash();

    [GeneratedRegex(@"<br\s*/?>|</p>|</div>|</li>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
