using System.Text;
using Azure.Data.Tables;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Tables;

/// <summary>
/// A row as an entity. The payload is its UTF-8, in as many binary properties as it needs: strings count double there, and in base64 its size on the
/// wire does not depend on what it says. Each write leaves its stamp, so that it is known again.
/// </summary>
internal static class TablesRow
{
    /// <summary>Of one property, in bytes; the service takes 64 KiB.</summary>
    private const int Piece = 60 * 1024;

    private const string Stamp = "W";

    public static TableEntity Entity(Key key, string payload, string stamp)
    {
        var entity = new TableEntity(key.Partition, key.Row) { [Stamp] = stamp };
        var bytes = Encoding.UTF8.GetBytes(payload);
        for (var (at, piece) = (0, 0); at < bytes.Length || piece == 0; at += Piece, piece++)
            entity[Property(piece)] = bytes[at..Math.Min(bytes.Length, at + Piece)];
        return entity;
    }

    public static Row Read(string table, TableEntity entity)
    {
        var payload = new MemoryStream();
        for (var piece = 0; entity.GetBinary(Property(piece)) is { } bytes; piece++) payload.Write(bytes);
        return new(new(table, entity.PartitionKey, entity.RowKey), entity.ETag.ToString(), Encoding.UTF8.GetString(payload.GetBuffer(), 0, (int)payload.Length));
    }

    public static bool IsFrom(TableEntity entity, string stamp) => entity.GetString(Stamp) == stamp;

    private static string Property(int piece) => "P" + (char)('a' + piece);
}
