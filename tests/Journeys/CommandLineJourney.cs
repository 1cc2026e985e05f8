using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>Whoever keeps the playbook works on the command line: print it, change it, check it, start on it.</summary>
public sealed class CommandLineJourney : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("incident-command-line-").FullName;

    [Fact]
    public async Task Before_the_first_start_the_playbook_that_ships_is_printed_and_no_store_is_made()
    {
        var printed = await Run("playbook");
        printed.Code.ShouldBe(0);
        printed.Out.ShouldContain("- id: phishing-bec");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        await File.WriteAllTextAsync(Path.Combine(folder, "ours.yaml"), printed.Out);
        (await Run("validate", "ours.yaml")).ShouldBe((0, "ours.yaml is good: 12 categories, 6 questions, 9 rules, 5 roles.\n", ""));
    }

    [Fact]
    public async Task Every_fault_is_printed_with_its_place_also_those_of_included_files()
    {
        var all = (await Run("playbook")).Out;
        var cut = all.IndexOf("\nroles:", StringComparison.Ordinal) + 1;
        await File.WriteAllTextAsync(Path.Combine(folder, "main.yaml"), "include: [roles.yaml]\n" + all[..cut].Replace("wait: 5m", "wait: soon", StringComparison.Ordinal));
        (await Run("validate", "main.yaml")).ShouldBe((1, "main.yaml:1:11  There is no file roles.yaml. Write the path as seen from the file that includes it.\n1 fault.\n", ""));
        await File.WriteAllTextAsync(Path.Combine(folder, "roles.yaml"), all[cut..].Replace("redact: [leads]", "redact: [boss]", StringComparison.Ordinal));
        var faulty = await Run("validate", "main.yaml");
        faulty.Code.ShouldBe(1);
        faulty.Out.ShouldContain("'wait' of this step has to be a length of time like 90s, 15m, 4h or 2d, at most 400d, not 'soon'.");
        faulty.Out.ShouldContain("roles.yaml:");
        faulty.Out.ShouldContain("There is no group boss. The playbook knows staff, on-call, leads, security, communications, it-operations.");
    }

    [Theory]
    [InlineData("There is no command 'export' in this version.", "export", "INC-42")]
    [InlineData("Required argument missing for command: 'validate'.", "validate")]
    [InlineData("There is no file nowhere.yaml. Name the playbook to check: validate FILE.", "validate", "nowhere.yaml")]
    [InlineData("'now' is one word too many.", "playbook", "now")]
    [InlineData("--url: 'http://bot.example' is not an address that Slack can call.", "manifests", "--url", "http://bot.example")]
    [InlineData("--manifest: nowhere.json cannot be read as JSON.", "doctor", "--manifest", "nowhere.json")]
    public async Task Wrong_usage_says_what_there_is(string says, params string[] args)
    {
        var ran = await Run(args);
        ran.Code.ShouldBe(2);
        ran.Error.ShouldStartWith(says);
    }

    [Fact]
    public async Task A_faulty_playbook_stops_the_start_with_every_fault()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "ours.yaml"), "severities: none\ncolour: red\n");
        var ran = await Run("serve", "--Playbook:Path=ours.yaml", "--urls=http://127.0.0.1:0");
        ran.Code.ShouldBe(1);
        ran.Error.ShouldContain("ours.yaml:1:13  'severities' of this playbook has to be a list");
        ran.Error.ShouldContain("ours.yaml:2:1  A playbook has no 'colour'.");
        ran.Error.ShouldContain("The bot does not start on a playbook with faults.");
    }

    [Fact]
    public async Task The_version_in_use_is_printed_from_the_store()
    {
        await using var bot = new BotProcess();
        await File.WriteAllTextAsync(Path.Combine(bot.Folder, "ours.yaml"), (await Run("playbook")).Out.Replace("name: Critical", "name: Red", StringComparison.Ordinal));
        bot.Settings["Playbook__Path"] = "ours.yaml";
        await bot.Start();
        var printed = await BotCommand.Run(bot.Folder, "playbook");
        printed.Code.ShouldBe(0, printed.Error);
        printed.Out.ShouldStartWith("# Playbook version 1\n");
        printed.Out.ShouldContain("name: Red");
    }

    [Fact]
    public async Task The_manifests_are_written_filled_in_and_the_doctor_finds_what_an_app_lacks()
    {
        var written = await Run("manifests", "--url", "https://incidents.example.org");
        written.ShouldBe((0, $"Wrote {Path.Combine("manifests-filled", "slack-socket-mode.json")}\nWrote {Path.Combine("manifests-filled", "slack-http.json")}\nNext: https://api.slack.com/apps, Create New App, From a manifest; paste the file.\n", ""));
        var file = Path.Combine(folder, "manifests-filled", "slack-http.json");
        var manifest = await File.ReadAllTextAsync(file);
        manifest.ShouldContain("\"https://incidents.example.org/slack/events\"");
        (await Run("doctor", "--manifest", file)).ShouldBe((0, "good     The manifest has every scope, event, command and shortcut\n", ""));
        await File.WriteAllTextAsync(file, manifest.Replace("\"app_home_opened\",", "", StringComparison.Ordinal));
        var lacks = await Run("doctor", "--manifest", file);
        lacks.ShouldBe((1, "missing  Manifest: The event app_home_opened is missing. Add it under Event Subscriptions, Subscribe to bot events, then reinstall the app.\n", ""));
        (await Run("doctor")).ShouldBe((0, "good     Slack is not set up; the README says how in five steps\n", ""));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => BotCommand.Run(folder, args);
}
