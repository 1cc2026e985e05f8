// A journey waits for the bot's process or a browser most of its time: two for each core keep both cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
