using System.Text.RegularExpressions;

namespace ChatOpsIncident.Specs.House;

/// <summary>What deploys the bot says only what the bot knows.</summary>
public partial class DeploymentSpecs
{
    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("manifests/azure/main.bicep")]
    public void Every_setting_that_it_sets_is_one_of_the_bot(string file)
    {
        var source = string.Concat(Repository.Files("src/Bot/Composition", "*.cs").Select(Repository.Read));
        var set = Setting().Matches(Repository.Read(file)).Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToArray();
        set.ShouldNotBeEmpty();
        set.Where(name => !source.Contains($"\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Its_probes_ask_where_the_bot_answers()
    {
        var health = Repository.Read("src/Bot/Composition/Health.cs");
        var asked = Probe().Matches(Repository.Read("manifests/azure/main.bicep")).Select(m => m.Groups[1].Value).Distinct().ToArray();
        asked.ShouldBe(["/health/live", "/health/ready"]);
        foreach (var path in asked) health.ShouldContain($"\"{path}\"");
    }

    [GeneratedRegex(@"\b(?:Storage|Evidence|Slack|Teams|WebChat|Logging|Playbook)__\w+")]
    private static partial Regex Setting();

    [GeneratedRegex("path: '([^']+)'")]
    private static partial Regex Probe();
}
