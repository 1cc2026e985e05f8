using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Setup;
using NJsonSchema;

namespace ChatOpsIncident.Contracts.Teams.Setup;

/// <summary>The package is as Teams takes it, and holds exactly what an upload needs.</summary>
public sealed class TeamsManifestSpecs
{
    private static readonly Uri Address = new("https://incidents.example.org/bot/");
    private static readonly Guid App = new("0b6fe6d1-fece-44f7-9a48-56465e2d5ab8");

    [Fact]
    public Task It_is_valid_by_the_published_schema() => Valid(TeamsManifest.Filled(Address, App), "1.30");

    [Fact]
    public Task So_is_the_one_for_tenants_that_lag_behind() => Valid(TeamsManifest.WithoutSlash(Address, App), "1.28");

    [Fact]
    public void App_and_address_are_filled_in()
    {
        var manifest = JsonNode.Parse(TeamsManifest.Filled(Address, App))!;
        foreach (var id in new[] { manifest["id"], manifest["bots"]![0]!["botId"], manifest["composeExtensions"]![0]!["botId"], manifest["webApplicationInfo"]!["id"] }) ((string?)id).ShouldBe(App.ToString("D"));
        manifest.ToJsonString().ShouldNotContain("example.com");
        manifest.ToJsonString().ShouldNotContain("00000000-0000");
    }

    [Fact]
    public void The_package_holds_the_manifest_and_both_icons_in_their_sizes_and_nothing_else()
    {
        using var zip = new ZipArchive(new MemoryStream(TeamsManifest.Packed(TeamsManifest.Filled(Address, App))));
        zip.Entries.Select(e => e.FullName).ShouldBe(["manifest.json", "color.png", "outline.png"]);
        SizeOf(zip, "color.png").ShouldBe((192, 192));
        SizeOf(zip, "outline.png").ShouldBe((32, 32));
    }

    [Fact]
    public void Every_command_is_one_that_the_bot_knows()
    {
        var commands = JsonNode.Parse(TeamsManifest.Filled(Address, App))!["bots"]![0]!["commandLists"]!.AsArray().SelectMany(l => l!["commands"]!.AsArray()).Select(c => (string)c!["title"]!);
        commands.Where(c => Incidents.Conversation.Offers.Find(c) is not { Typed: true }).ShouldBeEmpty();
    }

    private static (int Width, int Height) SizeOf(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        var header = new byte[24];
        stream.ReadExactly(header);
        return (BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(20)));
    }

    private static async Task Valid(string manifest, string version)
    {
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Teams", "Data", $"MicrosoftTeams.v{version}.schema.json")));
        schema.Validate(manifest).Select(e => e.ToString()).ShouldBeEmpty();
    }
}
