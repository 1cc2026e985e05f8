using System.Text.Json;
using ChatOpsIncident.Emulators.Azurite;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>An old store is put in place and worked on, moves to Azure Tables and back, killed in the middle each way, and is the same by its hash.</summary>
public sealed class MovingJourney : IAsyncLifetime
{
    private readonly BotProcess bot = new();
    private readonly BotProcess onTables = new();
    private AzuriteServer azurite = null!;

    public async ValueTask InitializeAsync() => azurite = await AzuriteServer.Start();

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await onTables.DisposeAsync();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_kept_store_works_on_and_moves_there_and_back_killed_in_the_middle_with_the_same_hash()
    {
        var kept = Path.Combine(PublishedBot.Repository(), "tests", "Contracts", "Storage", "Kept", "1");
        await Good(bot.Folder, "store", "restore", "--from", kept);
        await WorkedOn();
        var backedUp = await Good(bot.Folder, "store", "backup", "--to", "backup");

        var tables = Target("tables.json", new { Provider = "AzureTables", azurite.ConnectionString });
        (await BotCommand.KilledAt("index:", bot.Folder, "store", "copy", "--to", tables)).ShouldNotContain("Copied");
        (onTables.Settings["Storage__Provider"], onTables.Settings["Storage__ConnectionString"]) = ("AzureTables", azurite.ConnectionString);
        (await onTables.StartInVain()).ShouldBe((1, "The store is a copy that was not finished. Run store copy again to its end, then start the bot; nothing was changed."));
        HashIn(await Good(bot.Folder, "store", "copy", "--to", tables)).ShouldBe(HashIn(backedUp));

        var back = Target("back.json", new { Provider = "Sqlite", ConnectionString = "Data Source=back/incidents.db" });
        string[] from = ["--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}"];
        (await BotCommand.KilledAt("streams:", bot.Folder, ["store", "copy", "--to", back, .. from])).ShouldNotContain("Copied");
        HashIn(await Good(bot.Folder, ["store", "copy", "--to", back, .. from])).ShouldBe(HashIn(backedUp));
    }

    private async Task WorkedOn()
    {
        await bot.Start();
        using var people = new ApiPerson(bot);
        var (store, guarantees) = (new StoreFile(bot), new Guarantees(new(bot)));
        await CallStory.Until("the chat is as planned", () => new PlannedChat(store).Difference());
        guarantees.ShouldHold();
        var note = ApiPerson.Says("chi", "general", "/incident INC-2 note the next version is in use");
        (await people.Send(note)).Refusal.ShouldBeFalse();
        guarantees.Acknowledged(note, "response.noted");
        await CallStory.Until("the note is in the room", () => new PlannedChat(store).Difference());
        await bot.Kill();
        guarantees.ShouldHold();
    }

    private string Target(string name, object storage)
    {
        var file = Path.Combine(bot.Folder, name);
        File.WriteAllText(file, JsonSerializer.Serialize(new { Storage = storage }));
        return file;
    }

    private static async Task<string> Good(string folder, params string[] args)
    {
        var (code, said, error) = await BotCommand.Run(folder, args);
        code.ShouldBe(0, error);
        return said;
    }

    /// <summary>With how many rows and pieces of evidence: "31 rows, 2 pieces of evidence. Hash …".</summary>
    private static string HashIn(string said) => said[said.LastIndexOf(": ", StringComparison.Ordinal)..];
}
