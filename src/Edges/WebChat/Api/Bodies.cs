using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Edges.WebChat.Guards;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Incidents.Cards;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Api;

/// <summary>Something said.</summary>
internal sealed record SayBody(string? Request, string? Text);

/// <summary>A button, or a form sent back.</summary>
internal sealed record PressBody(string? Request, string? Word, string? Stream, Dictionary<string, string?>? Values);

/// <summary>A message action.</summary>
internal sealed record ActBody(string? Request, string? Word);

/// <summary>Read up to this message.</summary>
internal sealed record ReadBody(int UpTo);

/// <summary>A conversation to open.</summary>
internal sealed record ConversationBody(string? With);

/// <summary>Bodies of calls: JSON, bounded, without characters that play tricks.</summary>
internal static class Bodies
{
    /// <summary>The largest body, in bytes.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 40_000;

    public static async Task<T> Read<T>(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType()) throw Bad("The call has to carry JSON.");
        var bytes = await Bounded(request, cancel);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, RowKeys.Json) ?? throw Bad("The call has to carry a JSON object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Bad("The call's JSON can't be read. Reload the page and try again; what you typed stays.");
        }
    }

    /// <summary>What a person typed, without control characters.</summary>
    public static string Text(string? typed)
    {
        var text = Cleaned.Text(typed ?? "").Trim();
        return text.Length <= LongestText ? text : throw Bad($"That is {text.Length} characters; a message takes {LongestText}. Send it in parts.");
    }

    /// <summary>Words of our own that came back: an offer's word, a stream.</summary>
    public static string Reference(string? word) =>
        PlaceRows.IsReference(word) ? word! : throw Bad("This button is not one of ours. Reload the page, or type /incident help.");

    public static ImmutableDictionary<string, string> Values(Dictionary<string, string?>? values)
    {
        if (values is null) return ImmutableDictionary<string, string>.Empty;
        if (values.Count > 100 || values.Keys.Any(k => k.Length is 0 or > 64)) throw Bad("This form is not one of ours. Reload the page and open it again.");
        return values.Where(v => v.Value is not null).ToImmutableDictionary(v => v.Key, v => Text(v.Value));
    }

    public static CallRefusedException Bad(string says) => new(StatusCodes.Status400BadRequest, says);

    private static async Task<ReadOnlyMemory<byte>> Bounded(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Largest) throw TooLarge();
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, cancel) is > 0 and var read)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > Largest) throw TooLarge();
        }
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static CallRefusedException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, $"That is more than {Largest / 1024} KB at once. Send the beginning now and the rest in further messages.");
}
