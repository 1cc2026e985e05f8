using System.CommandLine;
using ChatOpsIncident.Bot.Composition;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary><c>serve</c>: runs the bot until it is stopped.</summary>
internal static class Serve
{
    public static Command Command { get; } = Make();

    public static Task<int> Run(ParseResult parsed) => BotHost.Run(Commands.Settings(parsed));

    private static Command Make()
    {
        var command = new Command("serve", "Run the bot. Settings: --Storage:ConnectionString=…, --Playbook:Path=…, --urls=…");
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }
}
