using ChatOpsIncident.Bot.CommandLine;

return await Commands.Run(args);
