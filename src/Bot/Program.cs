using ChatOpsIncident.Bot.Composition;

var host = BotHost.Build(args);
if (host is null) return 2;
await host.RunAsync();
return 0;
