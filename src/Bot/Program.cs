using ChatOpsIncident.Bot.Composition;

return await BotHost.Run(args);
