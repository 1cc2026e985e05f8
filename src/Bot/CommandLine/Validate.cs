using System.CommandLine;
using ChatOpsIncident.Bot.Composition;
using ChatOpsIncident.Incidents.Preparation;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary><c>validate FILE</c>: every fault of a playbook at once, <c>file:line:column  words</c>.</summary>
internal static class Validate
{
    private static readonly Argument<string> File = new("FILE") { Description = "A playbook in YAML; what it includes is checked too" };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var command = new Command("validate", "Check a playbook: exit code 0 if it is good, 1 with every fault if not") { File };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(File);
        if (!System.IO.File.Exists(path))
        {
            Console.Error.WriteLine($"There is no file {path}. Name the playbook to check: validate FILE.");
            return Commands.WrongUsage;
        }
        var (texts, faults) = PlaybookFiles.Read(path);
        var reading = faults.IsEmpty ? PlaybookReader.Read(texts) : new(null, faults);
        foreach (var fault in reading.Faults) Console.WriteLine(fault);
        if (reading.Playbook is not { } playbook)
        {
            Console.WriteLine(reading.Faults.Length == 1 ? "1 fault." : FormattableString.Invariant($"{reading.Faults.Length} faults."));
            return Commands.No;
        }
        Console.WriteLine(FormattableString.Invariant(
            $"{path} is good: {playbook.Categories.Length} categories, {playbook.Questions.Length} questions, {playbook.Rules.Length} rules, {playbook.Roles.Length} roles."));
        return Commands.Good;
    }
}
