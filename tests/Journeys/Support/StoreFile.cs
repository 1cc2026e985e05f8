using System.Text.Json;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>A message of the web chat as it is stored.</summary>
/// <param name="Author">A person's id; null for the bot.</param>
/// <param name="Key">Hash of its delivery key.</param>
public sealed record StoredMessage(string Place, int Number, string? Author, bool Removed, string Key, JsonElement Text, JsonElement? Card)
{
    /// <summary>As a delivery record names it.</summary>
    public string Reference => FormattableString.Invariant($"{Place}:{Number}");

    /// <summary>Its text and card.</summary>
    public string Shows => Text.GetRawText() + Card?.GetRawText();
}

/// <summary>What the store says was delivered under one key.</summary>
public sealed record StoredDelivery(string Stream, string Key, string State, string? Reference);

/// <summary>A room or a conversation as it is stored.</summary>
public sealed record StoredPlace(string Id, string? Stream, string Name, JsonElement? Topic, IReadOnlyList<string> Members, IReadOnlyList<int> Pins);

/// <summary>What a stream's head says of its last event, and the requests that were applied to it.</summary>
public sealed record StoredHead(string Stream, long Number, string Hash, int Requests);

/// <summary>The rows of a store as they lie there: what a crash left, not what the bot says about it. Reading changes nothing.</summary>
public sealed class StoreFile
{
    private readonly Func<List<StoredRow>> load;

    /// <summary>The SQLite file in the bot's folder.</summary>
    public StoreFile(BotProcess bot) => load = () => OfFile(Path.Combine(bot.Folder, "data", "incidents.db"));

    /// <summary>Another store, by what reads it at one moment.</summary>
    public StoreFile(Func<List<StoredRow>> load) => this.load = load;

    private List<StoredRow>? still;

    /// <summary>As it is now, whatever the bot writes from here on.</summary>
    public StoreFile AsOfNow() => new(load) { still = load() };

    /// <summary>All events, stream by stream, in their order.</summary>
    public IReadOnlyList<Recorded> Events() => [.. Rows("streams", "E").Select(r => Recorded.Open(r.Json.GetProperty("envelope").GetString()!, r.Json.GetProperty("hash").GetString()!))];

    /// <summary>The stored name of an event's type.</summary>
    public static string TypeOf(Recorded recorded) => JsonDocument.Parse(recorded.Json).RootElement.GetProperty("type").GetString()!;

    public IReadOnlyList<StoredHead> Heads()
    {
        var requests = Rows("streams", "C").ToLookup(r => r.Partition);
        return [.. Rows("streams", "H").Select(r => new StoredHead(r.Partition, r.Json.GetProperty("number").GetInt64(), r.Json.GetProperty("hash").GetString()!, requests[r.Partition].Count()))];
    }

    public IReadOnlyList<StoredDelivery> Deliveries() =>
        [.. Rows("streams", "D").Select(r => new StoredDelivery(r.Partition, r.Row[1..], r.Json.GetProperty("state").GetString()!, Text(r.Json, "ref")))];

    /// <summary>Rooms and conversations, without those of people only.</summary>
    public IReadOnlyList<StoredPlace> Places() =>
        [.. Rows("webchat", "H").Select(r => new StoredPlace(
            r.Partition[2..], Text(r.Json, "stream"), r.Json.GetProperty("name").GetString()!, Part(r.Json, "topic"),
            [.. r.Json.GetProperty("members").EnumerateArray().Select(m => m.GetString()!)], [.. r.Json.GetProperty("pins").EnumerateArray().Select(p => p.GetInt32())]))];

    public IReadOnlyList<StoredMessage> Messages() =>
        [.. Rows("webchat", "M").Select(r => new StoredMessage(
            r.Partition[2..], r.Json.GetProperty("number").GetInt32(), Text(r.Json, "author"), r.Json.GetProperty("removed").GetBoolean(),
            Text(r.Json, "key") ?? "", r.Json.GetProperty("text"), Part(r.Json, "card")))];

    private static string? Text(JsonElement json, string name) => Part(json, name)?.GetString();

    private static JsonElement? Part(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    private IEnumerable<(string Partition, string Row, JsonElement Json)> Rows(string table, string prefix) =>
        from row in still ?? load()
        where row.Table == table && row.Row.StartsWith(prefix, StringComparison.Ordinal)
        where table != "webchat" || row.Partition.StartsWith("c.", StringComparison.Ordinal)
        select (row.Partition, row.Row, JsonDocument.Parse(row.Payload).RootElement);

    /// <summary>In one query: the bot may write at the same time.</summary>
    private static List<StoredRow> OfFile(string file)
    {
        var rows = new List<StoredRow>();
        if (!File.Exists(file)) return rows;
        using var open = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        open.Open();
        using var ask = open.CreateCommand();
        // A bot that died at its first start may have left an empty file.
        ask.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name = 'rows'";
        if (ask.ExecuteScalar() is not 1L) return rows;
        ask.CommandText = "SELECT tbl, partition, row, payload FROM rows ORDER BY tbl, partition, row";
        using var reader = ask.ExecuteReader();
        while (reader.Read()) rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return rows;
    }
}

/// <summary>A row as it is stored.</summary>
public sealed record StoredRow(string Table, string Partition, string Row, string Payload);
