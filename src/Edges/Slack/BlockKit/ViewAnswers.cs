using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>What somebody filled in, by the fields' names.</summary>
public static class ViewAnswers
{
    /// <summary>What ids of inputs begin with.</summary>
    internal const string Prefix = "in:";

    private const int Most = 100;
    private const int LongestName = 64;

    /// <summary>The id of a field's block, at which its error is shown.</summary>
    public static string BlockOf(string field) => Prefix + field;

    /// <summary>Reads <c>state.values</c>. People are <c>slack:U…</c>, ticks "true" or "false"; what was left empty is not there.</summary>
    public static ImmutableDictionary<string, string> Of(JsonElement values)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (values.ValueKind != JsonValueKind.Object) return answers.ToImmutable();
        foreach (var input in values.EnumerateObject().Where(b => b.Value.ValueKind == JsonValueKind.Object).SelectMany(b => b.Value.EnumerateObject()).Take(Most))
        {
            if (!input.Name.StartsWith(Prefix, StringComparison.Ordinal) || input.Name.Length > Prefix.Length + LongestName) continue;
            if (Answer(input.Value) is { } answer) answers[input.Name[Prefix.Length..]] = answer;
        }
        return answers.ToImmutable();
    }

    private static string? Answer(JsonElement input) => input.Text("type") switch
    {
        "plain_text_input" => input.Text("value") is { } typed ? Cleaned.Text(typed).Trim() : null,
        "static_select" or "radio_buttons" => input.Text("selected_option", "value"),
        "checkboxes" => input.Each("selected_options").Any() ? "true" : "false",
        "users_select" => SlackId.Person(input.Text("selected_user"))?.Id,
        _ => null,
    };
}
