using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <summary>Fills in the inputs of a card, as its client lets people do.</summary>
internal static class Filling
{
    /// <summary>What the inputs hold when these were answered; throws where the client would not send it yet.</summary>
    /// <param name="answers">Label, or id, and what is filled in: a choice's title or value, several with bars between; a person's name.</param>
    public static Dictionary<string, string> Values(Tenant world, JsonObject? card, IEnumerable<(string Label, string? Answer)> answers, IReadOnlySet<string>? toggled = null)
    {
        var inputs = CardParts.Inputs(card, toggled).ToList();
        var values = inputs.Where(i => i["value"] is not null).ToDictionary(i => i["id"]!.ToString(), i => i["value"]!.ToString());
        foreach (var (label, answer) in answers)
        {
            var input = inputs.FirstOrDefault(i => CardParts.LabelOf(i) == label || i["id"]?.ToString() == label)
                ?? throw new InvalidOperationException($"There is no input “{label}” among: {string.Join(", ", inputs.Select(CardParts.LabelOf))}.");
            values[input["id"]!.ToString()] = Answer(world, input, answer ?? "");
        }
        foreach (var input in inputs)
        {
            if (Missing(input, values.GetValueOrDefault(input["id"]!.ToString()) ?? "") is { } missing) throw new InvalidOperationException(missing);
        }
        return values;
    }

    private static string Answer(Tenant world, JsonObject input, string answer)
    {
        if (input["type"]!.ToString() != "Input.ChoiceSet" || answer.Length == 0) return answer;
        return string.Join(',', answer.Split('|').Select(one => Chosen(input, one) ?? Searched(world, input, one)
            ?? throw new InvalidOperationException($"There is no choice “{one}” among: {string.Join(", ", Choices(input).Select(c => c["title"]))}.")));
    }

    private static string? Chosen(JsonObject input, string answer) => Choices(input).FirstOrDefault(c => c["title"]?.ToString() == answer || c["value"]?.ToString() == answer)?["value"]?.ToString();

    /// <summary>The people picker knows everyone.</summary>
    private static string? Searched(Tenant world, JsonObject input, string answer)
    {
        var source = input["choices.data"]?["dataset"]?.ToString();
        if (source?.StartsWith("graph.microsoft.com/users", StringComparison.Ordinal) is true) return world.Users.Values.FirstOrDefault(u => u.Name == answer || u.Id == answer)?.Id;
        return source is null ? null : answer;
    }

    private static IEnumerable<JsonObject> Choices(JsonObject input) => (input["choices"] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Missing(JsonObject input, string value)
    {
        var label = CardParts.LabelOf(input);
        if (value.Length == 0) return input["isRequired"]?.GetValue<bool>() is true ? $"“{label}” has to be filled in" : null;
        if (value.Length > (input["maxLength"]?.GetValue<int>() ?? int.MaxValue)) return $"“{label}” is too long";
        return input["regex"]?.ToString() is { } pattern && !Regex.IsMatch(value, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) ? $"“{label}” does not fit {pattern}" : null;
    }
}
