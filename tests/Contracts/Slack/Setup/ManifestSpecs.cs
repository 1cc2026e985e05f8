using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Setup;
using NJsonSchema;

namespace ChatOpsIncident.Contracts.Slack.Setup;

/// <summary>The app's manifests are as Slack takes them, and hold all that the product uses.</summary>
public sealed class ManifestSpecs
{
    private static readonly Uri Address = new("https://incidents.example.org/bot/");

    public static TheoryData<string> Both => [Manifest.ForHttp(Address), Manifest.ForSocketMode()];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task It_is_valid_by_the_published_schema(string manifest)
    {
        foreach (var version in new[] { "1.0.0", "2.0.0" })
        {
            var schema = await JsonSchema.FromJsonAsync(Published.Text($"manifest/manifest.schema.{version}.json"));
            schema.Validate(manifest).Select(e => e.ToString()).ShouldBeEmpty($"schema {version}");
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void It_lacks_nothing_that_the_product_uses(string manifest) => Manifest.Lacks(JsonNode.Parse(manifest)!).ShouldBeEmpty();

    [Fact]
    public void The_address_is_filled_in_wherever_Slack_calls()
    {
        var manifest = JsonNode.Parse(Manifest.ForHttp(Address))!;
        manifest["features"]!["slash_commands"]![0]!["url"]!.ToString().ShouldBe("https://incidents.example.org/bot/slack/commands");
        manifest["settings"]!["interactivity"]!["request_url"]!.ToString().ShouldBe("https://incidents.example.org/bot/slack/interactivity");
        manifest["settings"]!["event_subscriptions"]!["request_url"]!.ToString().ShouldBe("https://incidents.example.org/bot/slack/events");
        manifest.ToJsonString().ShouldNotContain("example.com");
    }

    [Fact]
    public void Socket_Mode_needs_no_address()
    {
        var manifest = JsonNode.Parse(Manifest.ForSocketMode())!;
        manifest["settings"]!["socket_mode_enabled"]!.GetValue<bool>().ShouldBeTrue();
        manifest.ToJsonString().ShouldNotContain("http");
    }

    [Fact]
    public void Both_ask_for_the_same_but_for_the_way()
    {
        var (http, socket) = (JsonNode.Parse(Manifest.ForHttp(Address))!, JsonNode.Parse(Manifest.ForSocketMode())!);
        http["features"]!["slash_commands"]![0]!.AsObject().Remove("url");
        http["settings"]!["interactivity"]!.AsObject().Remove("request_url");
        http["settings"]!["event_subscriptions"]!.AsObject().Remove("request_url");
        http["settings"]!["socket_mode_enabled"] = true;
        JsonNode.DeepEquals(http, socket).ShouldBeTrue();
    }

    [Fact]
    public void What_an_app_lacks_is_named_with_where_to_add_it()
    {
        var app = JsonNode.Parse(Manifest.ForSocketMode())!;
        Remove(app["oauth_config"]!["scopes"]!["bot"]!, "pins:write");
        Remove(app["settings"]!["event_subscriptions"]!["bot_events"]!, "app_home_opened");
        app["features"]!["shortcuts"]!.AsArray().RemoveAt(1);
        app["features"]!["slash_commands"]![0]!["should_escape"] = false;
        app["features"]!["app_home"]!["messages_tab_enabled"] = false;
        Manifest.Lacks(app).ShouldBe(
        [
            "The scope pins:write is missing. Add it under OAuth & Permissions, Bot Token Scopes, then reinstall the app to the workspace.",
            "The event app_home_opened is missing. Add it under Event Subscriptions, Subscribe to bot events, then reinstall the app.",
            "The command /incident does not escape names. Turn \"Escape channels, users, and links\" on under Slash Commands; else the bot cannot tell who is meant.",
            "The shortcut with the callback id report_message is missing. Add it under Interactivity & Shortcuts, on messages.",
            "The messages tab is off. Turn it on under App Home; without it the bot cannot write to people directly.",
        ]);
        Manifest.Lacks(new JsonObject()).ShouldContain("The command /incident is missing. Add it under Slash Commands, with \"Escape channels, users, and links\" on.");
    }

    private static void Remove(JsonNode list, string name) => list.AsArray().Remove(list.AsArray().Single(n => n!.ToString() == name));
}
