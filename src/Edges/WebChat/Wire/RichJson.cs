using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.WebChat.Wire;

/// <summary>
/// Rich text as the page gets it: an array whose strings are text and whose objects are <c>person</c>, <c>time</c> (with <c>date</c>),
/// <c>style</c> with <c>runs</c>, <c>incident</c> or <c>address</c> with <c>label</c>. The page makes nodes of it; there is no markup to inject.
/// </summary>
internal static class RichJson
{
    public static JsonElement Write(Rich text) => JsonSerializer.SerializeToElement(Runs(text));

    /// <summary>The words of stored runs, with people's names and times in UTC.</summary>
    public static string Plain(JsonElement runs, Func<Person, string> nameOf)
    {
        var plain = new StringBuilder();
        foreach (var run in runs.EnumerateArray()) plain.Append(PlainRun(run, nameOf));
        return plain.ToString();
    }

    private static JsonArray Runs(Rich text)
    {
        var runs = new JsonArray();
        foreach (var run in Mentions.Linked(text).Runs) runs.Add(Run(run));
        return runs;
    }

    private static JsonNode Run(Run run) => run switch
    {
        Plain plain => JsonValue.Create(plain.Text),
        Named named => new JsonObject { ["person"] = named.Person.Id },
        At at => new JsonObject { ["time"] = at.Time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture), ["date"] = at.DateOnly },
        Styled styled => new JsonObject { ["style"] = StyleName(styled.Style), ["runs"] = Runs(styled.Inner) },
        ToIncident link => new JsonObject { ["incident"] = link.Stream, ["label"] = link.Label },
        ToAddress { Address.Scheme: "https" } link => new JsonObject { ["address"] = link.Address.AbsoluteUri, ["label"] = link.Label },
        ToAddress link => JsonValue.Create(link.Label),
        _ => throw new InvalidOperationException($"The page cannot draw {run.GetType().Name}."),
    };

    private static string StyleName(Style style) => style switch
    {
        Style.Strong => "strong",
        Style.Emphasis => "emphasis",
        Style.Code => "code",
        _ => throw new InvalidOperationException($"The page has no style {style}."),
    };

    private static string PlainRun(JsonElement run, Func<Person, string> nameOf)
    {
        if (run.ValueKind == JsonValueKind.String) return run.GetString() ?? "";
        if (run.TryGetProperty("person", out var person)) return nameOf(new Person(person.GetString() ?? ""));
        if (run.TryGetProperty("runs", out var inner)) return Plain(inner, nameOf);
        if (run.TryGetProperty("label", out var label)) return label.GetString() ?? "";
        return run.TryGetProperty("time", out var time) ? time.GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "";
    }
}
