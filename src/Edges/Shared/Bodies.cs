using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>Bodies of requests, bounded in size and time.</summary>
internal static class Bodies
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Null: too large, or not here in time.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Body(this HttpRequest request, int largest, TimeProvider clock)
    {
        if (request.ContentLength > largest) return null;
        using var late = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, request.HttpContext.RequestAborted);
        var (buffer, chunk) = (new MemoryStream(), new byte[16 * 1024]);
        try
        {
            while (await request.Body.ReadAsync(chunk, end.Token) is > 0 and var read)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > largest) return null;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return null;
        }
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
