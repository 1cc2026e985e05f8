using System.Reflection;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.BlockKit;

/// <summary>Slack's published contract, schemas, limits and samples, as they lie in <c>Data</c>.</summary>
public static class PublishedContract
{
    /// <summary>Web API methods: tier, scopes, arguments, errors.</summary>
    public static JsonObject Contract { get; } = Read("contract.json").AsObject();

    /// <summary>Which properties an answer has, by method.</summary>
    public static JsonObject Shapes { get; } = Read("shapes.json").AsObject();

    /// <summary>Lengths and counts, by block, element and object.</summary>
    public static JsonObject Limits { get; } = Read("limits.json").AsObject();

    /// <summary>Valid blocks, elements, objects and views, by name.</summary>
    public static JsonObject Valid { get; } = Read("valid.json").AsObject();

    /// <summary>Names of constructions that Slack refuses, each with the limit it breaks.</summary>
    public static JsonArray InvalidCases { get; } = Read("invalid-cases.json").AsArray();

    /// <summary>The worked example of a signature.</summary>
    public static JsonObject SigningVector { get; } = Read("signing-vector.json").AsObject();

    internal static JsonObject Schema(string surface) => Read($"{surface}.schema.json").AsObject();

    private static JsonNode Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Slack/{file}") ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        return JsonNode.Parse(stream)!;
    }
}
