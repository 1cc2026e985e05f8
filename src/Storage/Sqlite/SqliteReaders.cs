using System.Collections.Concurrent;
using ChatOpsIncident.Engine;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Storage.Sqlite;

/// <summary>Connections for reading, kept open; in WAL mode they never wait for the writer.</summary>
internal sealed class SqliteReaders(SqliteFile file) : IDisposable
{
    private const int Kept = 8;
    private readonly ConcurrentBag<Reader> idle = [];
    private bool closed;

    public Row? Read(Key key) => Use(reader => reader.Range(key.Table, key.Partition, key.Row, key.Row + "\u0001", 1).FirstOrDefault());

    public List<Row> Range(string table, string partition, string from, string to, int take) =>
        Use(reader => reader.Range(table, partition, from, to, take));

    public void Dispose()
    {
        closed = true;
        while (idle.TryTake(out var reader)) reader.Dispose();
    }

    private T Use<T>(Func<Reader, T> read)
    {
        if (!idle.TryTake(out var reader)) reader = new(file.Open());
        try
        {
            var result = read(reader);
            if (closed || idle.Count >= Kept) reader.Dispose();
            else idle.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private sealed class Reader : IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly SqliteCommand range;

        public Reader(SqliteConnection connection)
        {
            this.connection = connection;
            range = connection.CreateCommand();
            range.CommandText =
                "SELECT row, etag, payload FROM rows WHERE tbl = $tbl AND partition = $partition AND row >= $from AND row < $to ORDER BY row LIMIT $take";
            foreach (var name in (string[])["$tbl", "$partition", "$from", "$to", "$take"]) range.Parameters.AddWithValue(name, "");
        }

        public List<Row> Range(string table, string partition, string from, string to, int take)
        {
            object[] values = [table, partition, from, to, take];
            for (var i = 0; i < values.Length; i++) range.Parameters[i].Value = values[i];
            using var found = range.ExecuteReader();
            var rows = new List<Row>();
            while (found.Read()) rows.Add(new(new(table, partition, found.GetString(0)), found.GetString(1), found.GetString(2)));
            return rows;
        }

        public void Dispose()
        {
            range.Dispose();
            connection.Dispose();
        }
    }
}
