using ChatOpsIncident.Edges.WebChat.Rows;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Guards;

/// <summary>Why a call was not taken, and what to do instead.</summary>
/// <param name="Says">For people.</param>
internal sealed record Refusal(string Says)
{
    public static Task Write(HttpContext http, int status, string says)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new Refusal(says), RowKeys.Json, http.RequestAborted);
    }
}

/// <summary>A call that cannot be taken as it is: the status and the words for it.</summary>
internal sealed class CallRefusedException(int status, string says) : Exception(says)
{
    /// <summary>HTTP status.</summary>
    public int Status => status;
}
