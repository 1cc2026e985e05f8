using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Moving;

/// <summary>A hash over rows in any order: the sum of each row's SHA-256. Two stores with the same rows have the same.</summary>
public sealed class RowsHash
{
    private readonly ulong[] sum = new ulong[4];

    /// <summary>How many rows it is over.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes in one more row: table, keys and payload; ETags are each store's own.</summary>
    public void Add(Row row)
    {
        var (table, partition, name) = row.Key;
        // No key has a control character, so nothing can be read in two ways.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{table}\n{partition}\n{name}\n{row.Payload}"));
        for (var i = 0; i < sum.Length; i++) sum[i] = unchecked(sum[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8 * i)));
        Rows++;
    }

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString()
    {
        var bytes = new byte[32];
        for (var i = 0; i < sum.Length; i++) BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8 * i), sum[i]);
        return Convert.ToHexStringLower(bytes);
    }
}
