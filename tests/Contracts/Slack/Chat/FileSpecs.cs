using System.Security.Cryptography;
using System.Text;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Engine;
using static ChatOpsIncident.Contracts.Slack.SlackWorld;

namespace ChatOpsIncident.Contracts.Slack.Chat;

/// <summary>Files become evidence by their private address with the bot's token; where Slack does not hand one out, that is said.</summary>
public sealed class FileSpecs : IAsyncLifetime
{
    private const string SignIn = "Slack asks the bot to sign in for it. Whoever runs the app adds the scope files:read under OAuth & Permissions and installs it again; then save the message again.";
    private const string Elsewhere = "keep it somewhere safe, and say where: /incident evidence what, kept at where";

    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3, 255];

    private SlackWorld world = null!;
    private string room = "";
    private string stream = "";
    private int requests;

    public async ValueTask InitializeAsync()
    {
        world = await (await Start()).Running();
        var told = (await world.Bot.Handle(new Slash("r0", Ana, "C0GENERAL", "finance got a mail asking to change bank details"))).ShouldBeOfType<Told>();
        stream = told.Stream!;
        await world.Slack.Until(() => world.Slack.Channels.Any(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal) && c.Members.Contains("U0ANA")));
        room = world.Slack.Channels.Single(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        var violations = world.Slack.Violations;
        await world.DisposeAsync();
        violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_kept_by_its_hash_beside_the_words_of_its_message()
    {
        var told = await Save(Share(text: "this is what they sent"));
        told.Text.ToString().ShouldBe("It is on the register, and so is one file with it, each with its SHA-256.");
        (await world.Kept(stream, Hash(Picture))).ShouldBe(Picture);
        await Shows("EV-1-1 is on the evidence register: this is what they sent");
        await Shows("EV-1-2 is on the evidence register: mail.png");
        world.Slack.Downloads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_of_files_alone_is_its_files_and_twice_is_once()
    {
        var message = Share();
        (await Save(message)).Text.ToString().ShouldBe($"It is on the register. SHA-256 {Hash(Picture)}.");
        (await Save(message)).Text.ToString().ShouldBe("That message is on the register already, as EV-1-1.");
    }

    [Fact]
    public async Task The_same_request_again_fetches_nothing_again()
    {
        var message = Share();
        await Save(message, "again");
        (await Save(message, "again")).Refusal.ShouldBeFalse();
        world.Slack.Downloads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Taking_the_pin_off_withdraws_words_and_files()
    {
        var message = Share(text: "this is what they sent");
        await Save(message);
        await world.Bot.Handle(new Click("off", Ana, room, "withdraw", null, System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("message", message.Reference)));
        await Shows("EV-1-1 is withdrawn");
        await Shows("EV-1-2 is withdrawn");
    }

    [Fact]
    public async Task Report_as_incident_takes_the_files_along()
    {
        var message = world.Slack.As("U0ANA").Shares("mail.png", "image/png", Picture, "general", "look at this");
        var told = (await world.Bot.Handle(On("rep", message, "report", "C0GENERAL"))).ShouldBeOfType<Told>();
        (await world.Kept(told.Stream!, Hash(Picture))).ShouldBe(Picture);
    }

    [Fact]
    public async Task Slacks_sign_in_page_is_not_taken_for_the_file()
    {
        world.Slack.Installed.Scopes.Remove("files:read");
        await IsRefused(Share(), SignIn);
    }

    [Fact]
    public async Task Nor_is_a_page_that_comes_in_its_place() =>
        await IsRefused(Share(f => f with { Content = Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Slack</title>"), SaysSize = 9 }), SignIn);

    [Fact]
    public async Task A_page_that_somebody_shared_is_a_file_like_any_other()
    {
        var page = Encoding.UTF8.GetBytes("<!doctype html><title>Pay here</title>");
        var message = world.Slack.As("U0ANA").Shares("pay.html", "text/plain", page, room);
        (await Save(message)).Refusal.ShouldBeFalse();
        (await world.Kept(stream, Hash(page))).ShouldBe(page);
    }

    [Fact]
    public async Task The_token_follows_nobody_to_another_place()
    {
        await using var other = await SlackEmulator.Start();
        await IsRefused(Share(f => f with { SendsOnTo = new(other.Address, "/files-pri/T0-F1/mail.png") }), SignIn);
        await IsRefused(Share(f => f with { LiesAt = new(other.Address, "/files-pri/T0-F1/mail.png") }), $"it lies at 127.0.0.1, where the bot shows its token to nobody. Download it and {Elsewhere}");
        other.Downloads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://files.slack.com.example.org/mail.png", "files.slack.com.example.org")]
    [InlineData("http://files.slack.com/mail.png", "files.slack.com")]
    [InlineData("https://files.slack.com:8443/mail.png", "files.slack.com")]
    [InlineData("https://files.slack.com@example.org/mail.png", "example.org")]
    public async Task Only_Slacks_own_file_hosts_see_it(string address, string host) =>
        await IsRefused(Share(f => f with { LiesAt = new(address) }), $"it lies at {host}, where the bot shows its token to nobody. Download it and {Elsewhere}");

    [Fact]
    public async Task What_is_too_large_lies_elsewhere_or_is_gone_is_said_to_be_so()
    {
        await IsRefused(Share(f => f with { SaysSize = 51 * 1024 * 1024 }), $"it is larger than 50 MB. Download it and {Elsewhere}");
        await IsRefused(Share(f => f with { Mode = "external" }), $"it lies with another service, Slack has only the link. Download it there and {Elsewhere}");
        await IsRefused(Share(f => f with { Mode = "tombstone" }), $"Slack does not show it to the bot any more. If somebody still has it, {Elsewhere}");
        await IsRefused(Share(f => f with { SaysSize = 10 }), "not all of it came. Save the message again in a minute.");
        world.Slack.Downloads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_not_kept_keeps_nothing_else_back_and_everybody_reads_of_it()
    {
        var told = await Save(Share(f => f with { SaysSize = 51 * 1024 * 1024 }, "the whole film"));
        told.Refusal.ShouldBeFalse();
        told.Text.ToString().ShouldEndWith($"\nmail.png is not kept: it is larger than 50 MB. Download it and {Elsewhere}");
        await Shows("Not kept with it: mail.png (it is larger than 50 MB). Keep that somewhere safe, and say where");
    }

    private SlackMessage Share(Func<SlackFile, SlackFile>? @as = null, string text = "") => world.Slack.As("U0ANA").Shares("mail.png", "image/png", Picture, room, text, @as);

    private async Task<Told> Save(SlackMessage message, string? request = null) =>
        (await world.Bot.Handle(On(request ?? $"r{++requests}", message, "evidence", room))).ShouldBeOfType<Told>();

    private static OnMessage On(string request, SlackMessage message, string word, string room) => new(request, Ana, room, word,
        new(message.Reference, Ana, DateTimeOffset.UnixEpoch, message.Text is { Length: > 0 } text ? text : "(a message without words: mail.png)")
        {
            Wordless = message.Text.Length == 0,
            Files = [.. message.Files.Select(f => new CapturedFile(f.Id, f.Name))],
        });

    private async Task IsRefused(SlackMessage message, string why)
    {
        var told = await Save(message);
        told.Refusal.ShouldBeTrue();
        told.Text.ToString().ShouldBe($"mail.png is not kept: {why}");
    }

    private Task Shows(string words) => world.Slack.Until(() => world.Slack.Screen(room).Any(m => world.Slack.Words(m).Contains(words, StringComparison.Ordinal)), what: words);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
