using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Before anything is let in: takes a command that nobody typed the way to its answer, so that the first real one meets code that ran before. Nothing leaves this process.</summary>
internal sealed class SlackDryRun(IServiceProvider services, TimeProvider clock) : IHostedService
{
    private const string Command = """{"user_id":"U0","channel_id":"C0","command":"/incident","text":"a dry run &amp; <https://example.org|example.org>","trigger_id":"0.0.dry"}""";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetService<Signature>()?.IsOf("{}"u8, "0", "v0=0");
        var pipeline = ActivatorUtilities.CreateInstance<Pipeline>(services, new Answering());
        var ack = await pipeline.Take(new(DeliveredAs.Command, JsonSerializer.Deserialize<JsonElement>(Command), clock.GetUtcNow()));
        _ = ack.Body?.ToJsonString();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Answers with a card, whatever was asked.</summary>
    private sealed class Answering : IBot
    {
        public Task<Reply> Handle(Engine.Inbound inbound, CancellationToken cancel = default) =>
            Task.FromResult<Reply>(new Told($"{"dry":b} run", new Card("dry run", new TextBlock($"{"dry":quote} run"))));

        public Task<ImmutableArray<Offer>> Offers(Person who, string? room, CancellationToken cancel = default) => Task.FromResult(ImmutableArray<Offer>.Empty);

        public Task<ImmutableArray<ListRow>> List(Person who, CancellationToken cancel = default) => Task.FromResult(ImmutableArray<ListRow>.Empty);

        public Task<string> Preview(Person who, string? room, string text, CancellationToken cancel = default) => Task.FromResult("");

        public Task<string?> RoomOf(Person who, string stream, CancellationToken cancel = default) => Task.FromResult<string?>(null);
    }
}
