using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>One action of a person, with the id that it keeps however often it is sent.</summary>
/// <param name="Person">Their handle.</param>
/// <param name="What"><c>say</c>, <c>press</c>, <c>submit</c>, or <c>messages/7/act</c> for a message action.</param>
public sealed record ApiRequest(string Person, string Place, string What, string Id, Dictionary<string, object> Body)
{
    /// <summary>How the timeline names it.</summary>
    public string Recorded => $"web:{Person}.{Id}";
}

/// <summary>What came back on an action.</summary>
/// <param name="Refusal">It was not done; also if a form came back instead.</param>
/// <param name="Number">Of the message that was posted.</param>
public sealed record ApiAnswer(bool Refusal, string? Stream, int? Number, string Json);

/// <summary>People at the page, without the page: they send, and send the same again until it is answered; where there are several bots, each time to any of them.</summary>
public sealed class ApiPerson(params BotProcess[] bots) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static ApiRequest Says(string person, string place, string text) => Request(person, place, "say", new() { ["text"] = text });

    public static ApiRequest Presses(string person, string place, string word, string stream, params (string Name, string Value)[] values) =>
        Request(person, place, "press", Body(word, stream, values));

    public static ApiRequest Submits(string person, string place, string word, string stream, params (string Name, string Value)[] values) =>
        Request(person, place, "submit", Body(word, stream, values));

    public static ApiRequest Acts(string person, string place, int message, string word) =>
        Request(person, place, FormattableString.Invariant($"messages/{message}/act"), new() { ["word"] = word });

    /// <summary>Sends it until it is answered: a bot that is dead, or does not know whether it stored it, is asked again.</summary>
    public async Task<ApiAnswer> Send(ApiRequest request)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                var (status, json) = await SendOnce(request);
                if (status == HttpStatusCode.OK && !json.Contains("Not stored", StringComparison.Ordinal)) return Read(json);
                if ((int)status < 500 && status != HttpStatusCode.OK) throw new InvalidOperationException($"{request}: {(int)status} {json}");
            }
            catch (Exception dead) when (IsDead(dead) && clock.Elapsed < Patience)
            {
                // It was killed, or is not back yet.
            }
            if (clock.Elapsed > Patience) throw new TimeoutException($"Never answered: {request}\n{string.Join("\n\n", bots.Select(b => b.Log))}");
        }
    }

    /// <summary>Sends it once, whatever comes back.</summary>
    public async Task<(HttpStatusCode Status, string Json)> SendOnce(ApiRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(Any.Address, $"/chat/api/places/{request.Place}/{request.What}"));
        message.Headers.Add("X-Acting-As", request.Person);
        message.Content = JsonContent.Create(request.Body);
        using var response = await http.SendAsync(message);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The room of an incident, once it is there; null until then.</summary>
    public async Task<string?> RoomOf(string person, string stream)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(Any.Address, $"/chat/api/incidents/{stream}"));
        message.Headers.Add("X-Acting-As", person);
        try
        {
            using var response = await http.SendAsync(message);
            // Nothing at all, as long as there is no room.
            var json = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode && json.Length > 0 ? JsonSerializer.Deserialize<string>(json) : null;
        }
        catch (Exception dead) when (IsDead(dead))
        {
            return null;
        }
    }

    /// <summary>What stands in this person's list of rooms and conversations; null while the bot is not there.</summary>
    public async Task<IReadOnlyList<string>?> PlacesOf(string person)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(Any.Address, "/chat/api/places"));
        message.Headers.Add("X-Acting-As", person);
        try
        {
            using var response = await http.SendAsync(message);
            return [.. (await response.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(p => p.GetProperty("id").GetString()!)];
        }
        catch (Exception dead) when (IsDead(dead))
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private BotProcess Any => bots[bots.Length == 1 ? 0 : Random.Shared.Next(bots.Length)];

    private static bool IsDead(Exception e) => e is HttpRequestException or IOException or TaskCanceledException;

    private static ApiRequest Request(string person, string place, string what, Dictionary<string, object> body)
    {
        var id = Guid.NewGuid().ToString();
        body["request"] = id;
        return new(person, place, what, id, body);
    }

    private static Dictionary<string, object> Body(string word, string stream, (string Name, string Value)[] values) =>
        new() { ["word"] = word, ["stream"] = stream, ["values"] = values.ToDictionary(v => v.Name, v => v.Value) };

    private static ApiAnswer Read(string json)
    {
        using var read = JsonDocument.Parse(json);
        var answer = read.RootElement.TryGetProperty("answer", out var told) ? told : default;
        return answer.ValueKind != JsonValueKind.Object
            ? new(read.RootElement.GetProperty("kind").GetString() == "asked", null, read.RootElement.TryGetProperty("number", out var n) ? n.GetInt32() : null, json)
            : new(answer.TryGetProperty("refusal", out var no) && no.GetBoolean(), answer.TryGetProperty("stream", out var s) ? s.GetString() : null, null, json);
    }
}
