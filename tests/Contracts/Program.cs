using ChatOpsIncident.Contracts.Storage;

// The test program, or with these words the writer that a test kills.
return args is [KilledWriter.Word, var source]
    ? await KilledWriter.Write(source)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
