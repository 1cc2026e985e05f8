namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>A web chat of its own for each spec.</summary>
public abstract class WebChatSpecs : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal WebChatHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await WebChatHost.Start(folder.File("incidents.db"));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the bot and starts it again on the same store.</summary>
    internal async Task Restart()
    {
        await Host.DisposeAsync();
        Host = await WebChatHost.Start(folder.File("incidents.db"));
    }

    /// <summary>An id of a person's action.</summary>
    internal static string Request(int n = 1) => $"request-{n}";
}
