using ChatOpsIncident.Contracts.Storage;

// Hundreds of hosts are started, none of which reads settings: else each watches every folder below this one for a change of them.
Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");

// The test program, or with these words the process that a test kills.
return args switch
{
    [KilledWriter.Word, var source] => await KilledWriter.Write(source),
    [KilledInstance.Word, var source] => await KilledInstance.Run(source),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
