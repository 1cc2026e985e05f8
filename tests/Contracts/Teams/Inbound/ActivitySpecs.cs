using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Contracts.Teams.Inbound;

/// <summary>Every activity that Teams is known to send goes through the edge: understood, or let pass politely; none breaks it.</summary>
public sealed class ActivitySpecs : IAsyncLifetime
{
    private TeamsHost host = null!;

    public static TheoryData<string> Activities => new(CardRules.Names("inbound/"));

    public async ValueTask InitializeAsync() => host = await TeamsHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Activities))]
    public async Task What_Teams_sends_is_understood_or_let_pass(string name)
    {
        var activity = Here(name);
        var (status, body) = await host.Send(activity);
        status.ShouldBe(Unknown.Contains(name) ? HttpStatusCode.NotImplemented : HttpStatusCode.OK, name);
        if (activity["type"]!.ToString() != "invoke") body.ShouldBeNull();
        host.Bot.Asked.Select(a => a.GetType().Name).ShouldBe(Understood.TryGetValue(name, out var kind) ? [kind] : []);
        host.Log.All.ShouldNotContain(l => l.Contains("did not go through", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public async Task Half_of_it_missing_breaks_nothing(string name)
    {
        foreach (var part in Here(name).Select(p => p.Key).Where(k => k is not ("serviceUrl" or "channelId" or "recipient" or "conversation" or "channelData")))
        {
            foreach (var instead in (JsonNode?[])[null, 7, "x", new JsonObject(), new JsonArray(1, null, "y")])
            {
                var activity = Here(name);
                activity["id"] = $"{activity["id"]}-{part}-{instead?.ToJsonString()}";
                activity[part] = instead?.DeepClone();
                ((int)(await host.Send(activity)).Status).ShouldBeOneOf([200, 400, 501], $"{part} is {instead?.ToJsonString() ?? "missing"}");
            }
        }
        host.Log.All.ShouldNotContain(l => l.Contains("did not go through", StringComparison.Ordinal));
    }

    private static readonly HashSet<string> Unknown =
    [
        "invoke.application-search.json", "invoke.signin-verifyState.json", "invoke.composeExtension-fetchTask.compose.json", "invoke.composeExtension-fetchTask.message.json",
    ];

    /// <summary>The engine is asked for these; the rest is nothing that anybody wants of the bot, or is answered without it.</summary>
    private static readonly Dictionary<string, string> Understood = new()
    {
        ["message.channel-thread.mention.json"] = nameof(Slash),
        ["message.targeted.slashCommand.json"] = nameof(Slash),
        ["message.personal.json"] = nameof(Slash),
        ["message.groupChat.mention.json"] = nameof(Slash),
        ["message.channel-root.mention.json"] = nameof(Slash),
    };

    /// <summary>As if it were sent to this bot, in its organisation.</summary>
    private JsonObject Here(string name)
    {
        var activity = JsonNode.Parse(CardRules.Published("inbound/" + name))!.AsObject();
        activity["serviceUrl"] = host.Teams.Service;
        activity["recipient"]!["id"] = "28:" + TeamsStub.App;
        if (activity["conversation"]?["tenantId"] is not null) activity["conversation"]!["tenantId"] = TeamsStub.Tenant;
        if (activity["channelData"] is not JsonObject data) activity["channelData"] = data = [];
        data["tenant"] = new JsonObject { ["id"] = TeamsStub.Tenant };
        foreach (var mention in (activity["entities"] as JsonArray ?? []).Where(e => e?["type"]?.ToString() == "mention")) mention!["mentioned"]!["id"] = "28:" + TeamsStub.App;
        return activity;
    }
}
