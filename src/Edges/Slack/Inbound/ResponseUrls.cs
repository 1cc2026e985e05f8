using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Answers to the address that came with a request: five within half an hour, no channel membership needed.</summary>
/// <remarks>https://docs.slack.dev/interactivity/handling-user-interaction#message_responses. Whatever it refuses, it refuses for good.</remarks>
internal sealed class ResponseUrls(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>False: it was not taken, or nobody knows; another way is needed.</summary>
    public async Task<bool> Post(Uri address, JsonObject message, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var late = new CancellationTokenSource(Patience, clock);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
            try
            {
                using var body = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
                using var response = await http.PostAsync(address, body, end.Token);
                if (response.StatusCode == HttpStatusCode.TooManyRequests && attempt == 1)
                {
                    var after = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
                    await Task.Delay(after < LongestPause ? after : LongestPause, clock, cancel);
                    continue;
                }
                return response.IsSuccessStatusCode && IsTaken(await response.Content.ReadAsStringAsync(end.Token));
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                return false;
            }
        }
    }

    private static bool IsTaken(string body) => !body.Contains("\"ok\":false", StringComparison.Ordinal);
}
