using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>People see a room, and type in it, before this instance has heard that another one opened it.</summary>
public class RoomBeingOpenedSpecs
{
    private static readonly Person Ana = new("web:ana");

    [Fact]
    public async Task What_is_typed_in_a_room_that_is_noted_between_our_two_questions_is_typed_in_it()
    {
        var (store, stream) = (new Elsewhere(), StreamId.Of("web", "r1"));
        var bot = new BotEngine(store, [], [new SimDirectory()], new SimEvidence(), new FakeTimeProvider(People.Noon), new SimChance(1), NullLogger.Instance);
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        await bot.Handle(new Slash("r1", Ana, null, "the payment run does not start"));
        store.Opens = stream;
        var note = new Slash("n1", Ana, "R1", "note the phone rings") { RoomName = RoomName.Of(1, "the payment run does not start", isPrivate: false) };
        var told = (await bot.Handle(note)).ShouldBeOfType<Told>();
        (told.Refusal, told.Stream).ShouldBe((false, stream));
        store.Opens.ShouldBeNull();
    }

    /// <summary>A store in which another instance notes the room in the moment in which we ask whether it is on its way.</summary>
    private sealed class Elsewhere : IStore
    {
        private readonly MemoryStore rows = new();

        public string? Opens { get; set; }

        public async Task<Row?> Read(Key key, CancellationToken cancel = default)
        {
            if (Opens is { } stream && key == Keys.Delivery(stream, "room.1"))
            {
                Opens = null;
                await new Pointers(rows).MarkRoom("web", "R1", stream, cancel);
                await rows.Write([new Put(key, new Delivery(DeliveryState.Delivered, 1, "1", "R1", People.Noon, "another").Write())], cancel);
            }
            return await rows.Read(key, cancel);
        }

        public Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default) =>
            rows.Range(table, partition, from, to, take, cancel);

        public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default) => rows.Write(batch, cancel);
    }
}
