using ChatOpsIncident.Engine;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ChatOpsIncident.Storage.Sqlite;

/// <summary>SQLite's answers in plain words: which, and what to do. Never content.</summary>
internal static class SqliteErrors
{
    /// <summary>The port's error for one of SQLite's or the file system's.</summary>
    public static Exception Unavailable(Exception error) => error switch
    {
        SqliteException sqlite => new StoreUnavailableException(Words(sqlite.SqliteErrorCode), sqlite),
        UnauthorizedAccessException => new StoreUnavailableException(Words(SQLITE_READONLY), error),
        IOException => new StoreUnavailableException(Words(SQLITE_CANTOPEN), error),
        _ => error,
    };

    /// <summary>Whether the end of a transaction is unknown after this: the disk took it and could not say so.</summary>
    public static bool LeavesUnknown(SqliteException error) => error.SqliteErrorCode == SQLITE_IOERR;

    private static string Words(int code) => code switch
    {
        SQLITE_BUSY or SQLITE_LOCKED =>
            "The store is locked by another program. Close what holds the file (a database browser, a copy in progress), then try again; nothing was stored.",
        SQLITE_READONLY or SQLITE_PERM =>
            "The store is read-only. Let this bot's user write to the store's file and its folder, then try again; nothing was stored.",
        SQLITE_FULL =>
            "The store is full. Make room on its disk, then try again; nothing was stored.",
        SQLITE_CANTOPEN =>
            "The store's file cannot be opened. Check that its folder exists and that this bot's user may use it (Storage:ConnectionString), then try again; nothing was stored.",
        SQLITE_IOERR =>
            "The store's disk does not answer. Check the disk, then try again; nothing was stored.",
        SQLITE_CORRUPT =>
            "The store's file is damaged. Stop this bot, keep the file, and put the last backup in its place; nothing was stored.",
        SQLITE_NOTADB =>
            "The store's file is no store. Name another file (Storage:ConnectionString), or put the last backup in its place; this one was not changed.",
        _ => $"The store does not answer (SQLite {code}). Try again; nothing was stored.",
    };
}
