using System.Text.Json.Nodes;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>While instances are replaced one by one, an old one meets what a newer one wrote: it leaves that incident alone, and works on the others.</summary>
public sealed class NewerVersionSpecs
{
    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly MemoryStore store = new();
    private readonly string theirs = StreamId.Of("web", "theirs");

    [Theory]
    [InlineData("E0000000001", "detection.reported", "detection.foreseen", "'detection.foreseen' version 1 was written by a newer version of this bot. Start that version; nothing was changed.")]
    [InlineData("H", "\"made\":1", "\"made\":2", "A head row of shape 2 was written by a newer version of this bot. Start that version; nothing was changed.")]
    public async Task An_incident_with_what_is_not_known_is_left_alone_and_the_others_go_on(string row, string known, string newer, string says)
    {
        var before = await Began();
        await Becomes(row, known, newer);
        var old = Instance();
        using var over = new CancellationTokenSource();
        var running = old.Run(over.Token);
        var (stands, told) = (await Rows(), (await old.Handle(Says("n1", "INC-1 note the phone rings"))).ShouldBeOfType<Told>());
        (told.Refusal, told.Text.ToString(), told.YourText).ShouldBe((true, says, "INC-1 note the phone rings"));
        for (var minute = 0; minute < 10; minute++) time.Advance(TimeSpan.FromMinutes(1));
        (await Rows()).ShouldBe(stands);
        (await old.Handle(Says("n2", "INC-2 note the lift talks again"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);

        await Becomes(row, newer, known);
        (await before.Handle(Says("n3", "INC-1 note the newer version works on it"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
    }

    [Fact]
    public async Task A_delivery_record_of_a_newer_shape_is_not_touched()
    {
        await Began();
        var key = Keys.Delivery(theirs, "room.1");
        var newer = (JsonObject)JsonNode.Parse(new Delivery(DeliveryState.Delivered, 1, "", "their room", time.GetUtcNow(), "").Write())!;
        (newer["made"], newer["unheardOf"]) = (2, "kept");
        await store.Write([new Put(key, newer.ToJsonString())]);
        (await Should.ThrowAsync<FromTheFutureException>(() => DeliveryBook.Open(store, theirs, CancellationToken.None))).Message
            .ShouldBe("A delivery record of shape 2 was written by a newer version of this bot. Start that version; nothing was changed.");
        (await store.Read(key))!.Payload.ShouldContain("kept");
    }

    private async Task<BotEngine> Began()
    {
        var bot = Instance();
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        (await bot.Handle(Says("theirs", "the payment run does not start"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        (await bot.Handle(Says("ours", "the lift talks"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        return bot;
    }

    private async Task Becomes(string row, string was, string becomes)
    {
        var there = (await store.Read(new(TableNames.Streams, theirs, row)))!;
        there.Payload.ShouldContain(was);
        await store.Write([new Put(there.Key, there.Payload.Replace(was, becomes, StringComparison.Ordinal))]);
    }

    private async Task<string[]> Rows() => [.. (await store.Range(TableNames.Streams, theirs, "", "\uffff")).Select(r => $"{r.Key.Row} {r.ETag}")];

    private BotEngine Instance() => new(store, [], [new SimDirectory()], new SimEvidence(), time, new SimChance(1), NullLogger.Instance);

    private static Slash Says(string request, string words) => new(request, new("web:ana"), null, words);
}
