using System.Globalization;
using System.Text;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>Signed requests to the bot's three addresses.</summary>
internal sealed class HttpDelivery(SlackEmulator slack, TimeProvider time) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = true, MaxAutomaticRedirections = 2 }) { Timeout = TimeSpan.FromMinutes(2) };

    public void Dispose() => http.Dispose();

    public async Task<Acked> Send(Delivery delivery)
    {
        var begun = time.GetTimestamp();
        if (slack.Bot is not { } bot) return new(0, "", TimeSpan.Zero, "connection_failed");
        var running = Exchange(bot, delivery);
        // The request goes on when Slack gives up on it: a repeat may come while the first one runs.
        if (await Task.WhenAny(running, slack.Wait(slack.Deliveries.Deadline, slack.Stopping)) != running) return new(0, "", time.GetElapsedTime(begun), "http_timeout");
        var (status, body, failure) = await running;
        return new(status, body, time.GetElapsedTime(begun), failure);
    }

    private async Task<(int Status, string Body, string? Failure)> Exchange(Uri bot, Delivery delivery)
    {
        var (path, body, media) = delivery.Kind switch
        {
            "slash_commands" => ("slack/commands", Form(delivery.Payload.Select(p => (p.Key, p.Value!.ToString()))), "application/x-www-form-urlencoded"),
            "interactive" => ("slack/interactivity", Form([("payload", delivery.Payload.ToJsonString())]), "application/x-www-form-urlencoded"),
            _ => ("slack/events", delivery.Payload.ToJsonString(), "application/json"),
        };
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bot, path)) { Content = new StringContent(body, Encoding.UTF8, media) };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Signing.Of(Installation.SigningSecret, timestamp, body));
        // Each request on a connection of its own: behind one address there may be several.
        request.Headers.ConnectionClose = true;
        request.Headers.Add("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        if (delivery.Attempt > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", delivery.Attempt.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", delivery.RetryReason ?? "unknown_error");
        }
        try
        {
            using var response = await http.SendAsync(request, slack.Stopping);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(slack.Stopping), response.IsSuccessStatusCode ? null : "http_error");
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            return (0, failed.Message, "connection_failed");
        }
    }

    private static string Form(IEnumerable<(string Name, string Value)> fields) => string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
}
