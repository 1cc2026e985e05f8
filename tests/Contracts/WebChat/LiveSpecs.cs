using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Storage.Sqlite;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>Open pages hear at once that something changed, and only of what they may see.</summary>
public sealed class LiveSpecs : WebChatSpecs
{
    private const char End = '\u001e';

    [Fact]
    public async Task A_change_of_a_private_room_is_told_to_those_in_it_alone()
    {
        using var ben = await Listen("ben");
        using var chi = await Listen("chi");
        var room = await Host.Chat.OpenRoom("S1.room.1", new RoomToOpen("S1", "inc-1", "Private", true, [new Person("web:ana"), new Person("web:ben")]));
        await Host.Chat.Post("home", new ToRoom(room), new ChatMessage("secret", null, []));
        await Host.Post("places/general/say", new { request = Request(), text = "hello" });
        (await Next(ben)).ShouldBe(room);
        (await Next(chi)).ShouldBe("general", "nothing of the private room came before");
    }

    [Fact]
    public async Task A_private_answer_is_told_to_its_reader_alone()
    {
        using var ana = await Listen("ana");
        using var ben = await Listen("ben");
        await Host.Post("places/finance/say", new { request = Request(), text = "/incident odd mail" });
        await Host.Post("places/general/say", new { request = Request(2), text = "hello" });
        (await Next(ana)).ShouldBe("finance");
        (await Next(ben)).ShouldBe("general");
    }

    [Fact]
    public async Task Pages_of_another_instance_hear_of_it_by_the_store_alone()
    {
        using var folder = new TemporaryFolder();
        var store = $"Data Source={folder.File("shared.db")}";
        await using var here = await WebChatHost.Start(SqliteStore.Open(store), severalInstances: true);
        await using var there = await WebChatHost.Start(SqliteStore.Open(store), severalInstances: true);
        using var ben = await Listen("ben", there);
        using var chi = await Listen("chi", there);
        var room = await here.Chat.OpenRoom("S1.room.1", new RoomToOpen("S1", "inc-1", "Private", true, [new Person("web:ana"), new Person("web:ben")]));
        (await Next(ben)).ShouldBe(room);
        await here.Post("places/finance/say", new { request = Request(), text = "/incident odd mail" }, "chi");
        (await Next(chi)).ShouldBe("finance", "nothing of the private room came before");
    }

    [Fact]
    public async Task Nobody_listens_as_somebody_who_does_not_exist()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(Address("zed"), CancellationToken.None);
        await Send(socket, "{\"protocol\":\"json\",\"version\":1}");
        await Should.ThrowAsync<Exception>(async () => { for (var i = 0; i < 5; i++) (await Frame(socket)).ShouldNotContain("changed"); });
    }

    [Fact]
    public async Task Another_site_cannot_listen()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(Address("ana"), CancellationToken.None));
    }

    private async Task<ClientWebSocket> Listen(string actingAs, WebChatHost? at = null)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Address(actingAs, at), CancellationToken.None);
        await Send(socket, "{\"protocol\":\"json\",\"version\":1}");
        (await Frame(socket)).ShouldBe("{}");
        return socket;
    }

    private Uri Address(string actingAs, WebChatHost? at = null) => new UriBuilder((at ?? Host).Client.BaseAddress!) { Scheme = "ws", Path = "/chat/live", Query = $"as={actingAs}" }.Uri;

    private static async Task<string> Next(ClientWebSocket socket)
    {
        while (true)
        {
            var frame = JsonSerializer.Deserialize<JsonElement>(await Frame(socket));
            if (frame.TryGetProperty("target", out var target) && target.GetString() == "changed") return frame.GetProperty("arguments")[0].GetProperty("place").GetString()!;
        }
    }

    private static Task Send(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> Frame(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var (text, one) = (new StringBuilder(), new byte[1]);
        while ((await socket.ReceiveAsync(one, patience.Token)).MessageType == WebSocketMessageType.Text && one[0] != End) text.Append((char)one[0]);
        if (socket.State != WebSocketState.Open) throw new WebSocketException("The server closed.");
        return text.ToString();
    }
}
