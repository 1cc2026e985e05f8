using System.CommandLine;
using ChatOpsIncident.Bot.Composition;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Moving;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary><c>store copy</c>, <c>store backup</c>, <c>store restore</c>: the store as a whole.</summary>
internal static class Store
{
    private static readonly Option<string> Target = new("--to") { Description = "A file with the target's settings, as in appsettings.json: Storage, and Evidence where it is set", Required = true };
    private static readonly Option<string> Folder = new("--to") { Description = "The folder to write to", Required = true };
    private static readonly Option<string> Source = new("--from") { Description = "The folder that store backup wrote", Required = true };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var copy = new Command("copy", "Copy the store and its evidence into an empty one, compared by hash at the end. Stop every bot first; broken off, run it again") { Target };
        copy.SetAction((parsed, cancel) => Careful(parsed, s => Copy(s, parsed.GetRequiredValue(Target), cancel)));
        var backup = new Command("backup", "Write the SQLite store and its evidence into a folder; the bot may run") { Folder };
        backup.SetAction((parsed, cancel) => Careful(parsed, async s =>
        {
            var (connection, evidence) = Embedded(s.Storage);
            return Said("Backed up", await Backup.Make(connection, evidence, parsed.GetRequiredValue(Folder), cancel));
        }));
        var restore = new Command("restore", "Put a backup where there is no store") { Source };
        restore.SetAction((parsed, cancel) => Careful(parsed, async s =>
        {
            var (connection, evidence) = Embedded(s.Storage);
            return Said("Restored", await Backup.Restore(parsed.GetRequiredValue(Source), connection, evidence, cancel));
        }));
        foreach (var command in (Command[])[copy, backup, restore]) command.TreatUnmatchedTokensAsErrors = false;
        return new("store", "The store as a whole: copy, backup, restore") { copy, backup, restore };
    }

    private static async Task<int> Copy(Settings from, string target, CancellationToken cancel)
    {
        if (!File.Exists(target)) return Wrong($"--to: there is no file {Path.GetFullPath(target)}. Write the target's settings there, as in appsettings.json.");
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(target)).Build();
        if (Settings.InOrder(configuration) is not { } to) return Commands.WrongUsage;
        if (Stores.Find(from.Storage, TimeProvider.System) is not IWholeStore source) throw new CopyRefusedException("There is no store to copy. Name it with the settings Storage:…; the target is what --to says.");
        var sink = (IWholeStore)Stores.Open(to.Storage, TimeProvider.System);
        await using var closing = source as IAsyncDisposable;
        await using var closingToo = sink as IAsyncDisposable;
        // Content before the rows that name it, as when it was kept.
        var pieces = await EvidenceCopy.Run((IWholeEvidence)Stores.Evidence(from.Storage), Stores.Evidence(to.Storage), cancel);
        Console.WriteLine(FormattableString.Invariant($"evidence: {pieces} pieces, all there"));
        return Said("Copied", new(await new StoreCopy(source, sink, Console.WriteLine).Run(cancel), pieces));
    }

    private static (string Connection, FolderEvidence Evidence) Embedded(StorageOptions options) => options.IsTables
        ? throw new CopyRefusedException("This is for the embedded store. For Azure Tables use store copy, into a SQLite file or other tables.")
        : Stores.Evidence(options) is FolderEvidence folder
            ? (options.Sqlite, folder)
            : throw new CopyRefusedException("Evidence lies in a container, which this does not back up. Use the account's own backup for it, or store copy for all of it.");

    private static async Task<int> Careful(ParseResult parsed, Func<Settings, Task<int>> act)
    {
        if (Settings.InOrder(HostSettings.Read(Commands.Settings(parsed)).Configuration) is not { } settings) return Commands.WrongUsage;
        try
        {
            return await act(settings);
        }
        catch (Exception e) when (e is CopyRefusedException or StoreUnavailableException or StoreUncertainException or StoreFromTheFutureException or EvidenceAlteredException or IOException
            or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Commands.No;
        }
    }

    private static int Said(string done, BackupMade what)
    {
        Console.WriteLine(FormattableString.Invariant($"{done}: {what.Hash.Rows} rows, {what.Evidence} pieces of evidence. Hash {what.Hash}"));
        return Commands.Good;
    }

    private static int Wrong(string why)
    {
        Console.Error.WriteLine(why);
        return Commands.WrongUsage;
    }
}
