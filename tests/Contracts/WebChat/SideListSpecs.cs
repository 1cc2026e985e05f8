using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>The list of rooms at the page's side, where very many incidents are open.</summary>
public sealed class SideListSpecs : IAsyncLifetime
{
    private const int Many = 300;

    private static readonly DateTimeOffset Then = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private WebChatHost host = null!;

    public async ValueTask InitializeAsync() => host = await WebChatHost.Start(folder.File("chat.db"));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_room_of_every_open_incident_is_listed_and_of_what_is_over_the_newest()
    {
        for (var n = 1; n <= Many; n++) await Room(n, generation: 1);
        host.Bot.Listed = [.. Enumerable.Range(1, Many).Select(n => Row(n, n % 2 == 0 ? Status.Responding : Status.Closed))];
        var listed = await Incidents();
        listed.Where(l => l.Status == "Responding").Select(l => l.Stream).Order().ShouldBe(Enumerable.Range(1, Many).Where(n => n % 2 == 0).Select(n => $"S{n:D3}"));
        listed.Count(l => l.Status == "Closed").ShouldBeInRange(50, 120);
    }

    [Fact]
    public async Task Where_the_first_room_was_replaced_the_one_in_use_is_listed()
    {
        await host.Chat.Archive(await Room(1, generation: 1), TestContext.Current.CancellationToken);
        host.Bot.Rooms["S001"] = await Room(1, generation: 2);
        for (var n = 2; n <= 150; n++) await Room(n, generation: 1);
        host.Bot.Listed = [Row(1, Status.Responding)];
        (await Incidents()).Where(l => l.Stream == "S001").Select(l => l.Id).ShouldBe([host.Bot.Rooms["S001"]]);
    }

    private async Task<(string? Id, string? Stream, string? Status)[]> Incidents() =>
        [.. (await host.Get("places")).Json.EnumerateArray().Select(p => (Of(p, "id"), Of(p, "stream"), Of(p, "status"))).Where(p => p.Item2 is not null)];

    private Task<string> Room(int number, int generation) =>
        host.Chat.OpenRoom(OpenRooms.Key($"S{number:D3}", generation), new($"S{number:D3}", $"inc-{number}", "what it is", Private: false, []), TestContext.Current.CancellationToken);

    private static ListRow Row(int number, Status status) => new($"S{number:D3}", number, "Shop is down", null, "SEV2", status, Then, false, []);

    private static string? Of(JsonElement place, string name) => place.TryGetProperty(name, out var value) ? value.GetString() : null;
}
