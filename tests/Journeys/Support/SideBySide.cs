// A journey waits for the bot's process or a browser most of its time: three for each of two cores keep both busy.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
