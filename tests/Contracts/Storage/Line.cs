namespace ChatOpsIncident.Contracts.Storage;

/// <summary>The line to the store, with its troubles: an answer that is dropped after the effect, a call that never arrives, a service that is busy.</summary>
internal sealed class Line() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly Queue<Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>> next = new();

    /// <summary>Calls that reached it.</summary>
    public int Calls { get; private set; }

    /// <summary>The largest body that was sent, in bytes.</summary>
    public long Largest { get; private set; }

    /// <summary>It is done, and nobody hears of it.</summary>
    public Line DropsAnswer() => Next(async (_, send) =>
    {
        (await send()).Dispose();
        throw new IOException("The connection was reset.");
    });

    /// <summary>Before it gets there.</summary>
    public Line Breaks() => Next((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "No route."));

    /// <summary>Turned away at the door.</summary>
    public Line Busy() => Next((request, _) => Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new StringContent("") }));

    /// <summary>It is done, and something in between says that it was turned away.</summary>
    public Line BusyThoughDone() => Next(async (request, send) =>
    {
        (await send()).Dispose();
        return new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new StringContent("") };
    });

    /// <summary>Something happens first.</summary>
    public Line After(Func<Task> first) => Next(async (_, send) =>
    {
        await first();
        return await send();
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls++;
        if (request.Content is { } body)
        {
            await body.LoadIntoBufferAsync(cancellationToken);
            Largest = Math.Max(Largest, body.Headers.ContentLength ?? 0);
        }
        return next.TryDequeue(out var trouble) ? await trouble(request, () => base.SendAsync(request, cancellationToken)) : await base.SendAsync(request, cancellationToken);
    }

    private Line Next(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> trouble)
    {
        next.Enqueue(trouble);
        return this;
    }
}
