using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ChatOpsIncident.Specs.Preparation;

/// <summary>The published schema, with which editors check while somebody writes, says the same as the reader.</summary>
public class PlaybookSchemaSpecs
{
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(Playbooks.Schema);

    [Fact]
    public async Task The_default_is_in_order() => (await Faults(Playbooks.DefaultText)).ShouldBeEmpty();

    [Fact]
    public async Task What_the_bot_prints_is_in_order() => (await Faults(Playbooks.Default.Yaml)).ShouldBeEmpty();

    [Theory]
    [InlineData("update-every: 30m", "update-every: soon")]
    [InlineData("update-every: 30m", "update-evry: 30m")]
    [InlineData("must-do: true", "must-do: perhaps")]
    [InlineData("shift: -1", "shift: -2")]
    [InlineData("- Nothing, everything works", "- Nothing\n      - everything works")]
    [InlineData("redact: [leads]", "erase: [leads]")]
    [InlineData("severity: SEV4\n    when: always", "severity: SEV4")]
    [InlineData("id: phishing-bec", "id: phishing mail")]
    [InlineData("\nroles:", "\nroels:")]
    [InlineData("\nroles:", "\nannounce: ['#incidents']\nroles:")]
    public async Task What_the_schema_refuses_the_reader_refuses_too(string was, string becomes)
    {
        var at = Playbooks.DefaultText.IndexOf(was, StringComparison.Ordinal);
        var yaml = string.Concat(Playbooks.DefaultText.AsSpan(0, at), becomes, Playbooks.DefaultText.AsSpan(at + was.Length));
        (await Faults(yaml)).ShouldNotBeEmpty();
        PlaybookReader.Read(yaml).Faults.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_key_of_the_schema_is_known_to_the_reader_and_the_other_way_round()
    {
        var schema = JsonNode.Parse(Playbooks.Schema)!;
        Keys(schema).Except(["include", "contain", "eradicate", "recover"]).Order().ShouldBe(
            Playbooks.Default.Yaml.Split('\n').Select(Key).OfType<string>().Concat(["announce", "because", "include"]).Except(["include", "contain", "eradicate", "recover"]).Distinct().Order());
    }

    private static IEnumerable<string> Keys(JsonNode node) => Objects(node).Select(o => o["properties"]).OfType<JsonObject>().SelectMany(p => p.Select(e => e.Key)).Distinct();

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    private static string? Key(string line) => line.TrimStart(' ', '-').Split(':') is [var key, _, ..] && !key.Contains(' ') ? key : null;

    private static async Task<IEnumerable<string>> Faults(string yaml)
    {
        var document = new YamlStream();
        document.Load(new StringReader(yaml));
        return (await Schema).Validate(Json(document.Documents[0].RootNode)!.ToJsonString()).Select(f => f.ToString());
    }

    /// <summary>As an editor takes it: plain words are truth values and numbers where they look like it.</summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } plain when long.TryParse(plain.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode text => text.Value,
        _ => null,
    };
}
