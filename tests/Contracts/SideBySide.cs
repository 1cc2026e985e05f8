// Many of these wait for a socket, a page or Azurite: two for each core keep both cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
