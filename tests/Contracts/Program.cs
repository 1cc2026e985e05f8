using ChatOpsIncident.Contracts.Storage;

// The test program, or with these words the process that a test kills.
return args switch
{
    [KilledWriter.Word, var source] => await KilledWriter.Write(source),
    [KilledInstance.Word, var source] => await KilledInstance.Run(source),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
