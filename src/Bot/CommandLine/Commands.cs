using System.Collections.Immutable;
using System.CommandLine;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary>The words after the program's name. Settings may be given as <c>--Storage:ConnectionString=…</c> with every command.</summary>
internal static class Commands
{
    /// <summary>The answer is yes; it is done.</summary>
    public const int Good = 0;

    /// <summary>The answer is no.</summary>
    public const int No = 1;

    /// <summary>Asked in a way that nobody understands.</summary>
    public const int WrongUsage = 2;

    /// <summary>Runs what was asked for; without a word, the bot.</summary>
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Takes an incident from the first suspicion to the lesson, in chat.") { Serve.Command, Validate.Command, PrintPlaybook.Command, Doctor.Command, Manifests.Command, Store.Command };
        root.SetAction((parsed, _) => Serve.Run(parsed));
        foreach (var command in root.Subcommands.Append(root)) command.TreatUnmatchedTokensAsErrors = false;
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Misunderstood(parsed) is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return WrongUsage;
        }
        // Ctrl+C and SIGTERM are the host's.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    /// <summary>What is left for the configuration: settings, each with its value.</summary>
    public static string[] Settings(ParseResult parsed) => [.. parsed.UnmatchedTokens];

    private static string? Misunderstood(ParseResult parsed)
    {
        if (parsed.Errors.Count > 0) return $"{parsed.Errors[0].Message} {HowTo}";
        var word = Words(Settings(parsed)).FirstOrDefault();
        if (word is null) return null;
        return parsed.CommandResult.Command is RootCommand ? $"There is no command '{word}' in this version. {HowTo}" : $"'{word}' is one word too many. {HowTo}";
    }

    private const string HowTo = "It knows: serve (also without a word), validate FILE, playbook, doctor, manifests, store copy, store backup, store restore. --help explains them.";

    /// <summary>Tokens that are neither a setting nor a setting's value.</summary>
    private static ImmutableArray<string> Words(string[] tokens) =>
        [.. tokens.Where((token, i) => !token.StartsWith('-') && (i == 0 || !tokens[i - 1].StartsWith("--", StringComparison.Ordinal) || tokens[i - 1].Contains('=', StringComparison.Ordinal)))];
}
