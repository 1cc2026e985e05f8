using ChatOpsIncident.Emulators;
using ChatOpsIncident.Emulators.Azurite;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Tables;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>Two published bots on one Azurite, and people whose requests go to either of them.</summary>
public sealed class TwoBots : IAsyncDisposable
{
    private readonly AzuriteServer azurite;
    private readonly TablesStore tables;

    private TwoBots(AzuriteServer azurite, Func<BotProcess> bot, bool cuttable)
    {
        this.azurite = azurite;
        Line = new(() => [azurite.TableEndpoint]);
        Bots = [bot(), bot()];
        foreach (var each in Bots)
        {
            each.Settings["Storage__Provider"] = "AzureTables";
            each.Settings["Storage__ConnectionString"] = cuttable
                ? azurite.ConnectionString.Replace(azurite.TableEndpoint.Authority, Line.Address.Authority, StringComparison.Ordinal)
                : azurite.ConnectionString;
        }
        People = new(Bots);
        tables = TablesStore.Open(new(azurite.ConnectionString, null, "incidents"), TimeProvider.System);
        Store = new(Still);
    }

    public BotProcess[] Bots { get; }

    /// <summary>Between them and the tables, where it is there to be cut.</summary>
    public Relay Line { get; }

    /// <summary>Each of their requests goes to a random one.</summary>
    public ApiPerson People { get; }

    /// <summary>What lies in the tables.</summary>
    public StoreFile Store { get; }

    /// <summary>What both printed.</summary>
    public string Log => string.Join("\n\n", Bots.Select(b => b.Log));

    /// <summary>Starts everything.</summary>
    public static async Task<TwoBots> Start()
    {
        var two = await Prepare(() => new());
        await Task.WhenAll(two.Bots.Select(b => b.Start()));
        return two;
    }

    /// <summary>Azurite runs, the bots do not yet.</summary>
    public static async Task<TwoBots> Prepare(Func<BotProcess> bot, bool cuttable = false) => new(await AzuriteServer.Start(), bot, cuttable);

    public async ValueTask DisposeAsync()
    {
        People.Dispose();
        foreach (var bot in Bots) await bot.DisposeAsync();
        await Line.DisposeAsync();
        await azurite.DisposeAsync();
    }

    /// <summary>Tables can't be read in one moment: read until it is twice the same.</summary>
    private List<StoredRow> Still()
    {
        for (var before = Load(); ;)
        {
            var now = Load();
            if (now.SequenceEqual(before)) return now;
            before = now;
        }
    }

    private List<StoredRow> Load() =>
        [.. from table in (string[])[TableNames.Streams, TableNames.WebChat] from row in tables.All(table).ToBlockingEnumerable() select new StoredRow(table, row.Key.Partition, row.Key.Row, row.Payload)];
}
