using System.Diagnostics;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>The bot is killed while it waits for somebody to look at a report.</summary>
public sealed class CrashWhileWaitingJourney : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly BotProcess bot = new();
    private ApiPerson people = null!;
    private StoreFile store = null!;

    public ValueTask InitializeAsync()
    {
        (people, store) = (new(bot), new(bot));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        people.Dispose();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task Killed_before_the_next_one_is_due_to_be_told_it_tells_them_after_its_start()
    {
        var playbook = Path.Combine(bot.Folder, "playbook.yaml");
        await File.WriteAllTextAsync(playbook, Impatient(await Printed()));
        bot.Settings["Playbook__Path"] = playbook;
        await bot.Start();

        await people.Send(ApiPerson.Says("chi", "general", "/incident the payment run does not start"));
        await bot.Kill();
        ToldTo("ana").ShouldBe(0);
        await bot.Start();
        for (var clock = Stopwatch.StartNew(); ToldTo("ana") == 0 && clock.Elapsed < Patience;) await Task.Delay(100);
        ToldTo("ana").ShouldBe(1);
        ToldTo("farah").ShouldBeLessThanOrEqualTo(1);
    }

    private int ToldTo(string person) => store.Messages().Count(m => m.Author is null && !m.Removed && m.Place.StartsWith("dm.", StringComparison.Ordinal) && m.Place.Split('.').Contains(person));

    /// <summary>The playbook that ships, but whoever was told of a report has three seconds.</summary>
    private static string Impatient(string playbook)
    {
        var at = playbook.IndexOf("\nescalation:", StringComparison.Ordinal);
        var wait = playbook.IndexOf("wait: 5m", at, StringComparison.Ordinal);
        return playbook[..wait] + "wait: 3s" + playbook[(wait + "wait: 5m".Length)..];
    }

    private async Task<string> Printed()
    {
        var start = new ProcessStartInfo("dotnet", [PublishedBot.Program, "playbook"]) { WorkingDirectory = bot.Folder, RedirectStandardOutput = true };
        using var print = Process.Start(start)!;
        return await print.StandardOutput.ReadToEndAsync();
    }
}
