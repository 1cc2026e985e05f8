using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>Where the web chat's rows lie, and how they are written.</summary>
/// <remarks>
/// <c>c.PLACE</c>: H place, M+10 digits message, K+SHA-256 delivery key, V+10 digits what a version changed. <c>rooms</c>: newest first.
/// <c>p.HANDLE</c>: R+place read up to, N+place+number attention asked, D+place conversations. <c>o.HANDLE</c>: private answers.
/// </remarks>
internal static class RowKeys
{
    /// <summary>All web chat JSON, stored and sent.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 32,
    };

    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Deserialize<T>(Row row) =>
        JsonSerializer.Deserialize<T>(row.Payload, Json) ?? throw new JsonException($"The row {row.Key.Row} is empty.");

    public static Key Head(string place) => In($"c.{place}", "H");

    public static Key Message(string place, int number) => In($"c.{place}", "M" + Digits(number));

    public static Key Delivery(string place, string hash) => In($"c.{place}", "K" + hash);

    public static Key Version(string place, int version) => In($"c.{place}", "V" + Digits(version));

    /// <summary>Newest first, so that the first rows of the range are the ones that are shown.</summary>
    public static Key Listed(Place room) =>
        In("rooms", (99_999_999_999 - room.OpenedAt.ToUnixTimeSeconds()).ToString("D11", CultureInfo.InvariantCulture) + "." + room.Id);

    public static Key Read(string person, string place) => In("p." + Handle(person), "R" + place);

    public static Key Attention(string person, string place, int number) => In("p." + Handle(person), $"N{place}.{Digits(number)}");

    public static Key Conversation(string person, string place) => In("p." + Handle(person), "D" + place);

    public static Key Answer(string person, string place, string id) => In("o." + Handle(person), $"{place}.{id}");

    public static Key In(string partition, string row) => new(TableNames.WebChat, partition, row);

    public static string Digits(int number) => number.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>32 characters that stand for any text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    /// <summary><c>ana</c> of <c>web:ana</c>.</summary>
    public static string Handle(string person) => person[(person.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
