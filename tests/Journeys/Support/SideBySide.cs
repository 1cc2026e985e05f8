using ChatOpsIncident.Journeys.Support;
using Xunit.Sdk;
using Xunit.v3;

// A journey waits for the bot's process or a browser most of its time: two for each core keep both cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ChatOpsIncident.Journeys.Support;

/// <summary>Journeys that go one after the other take longest in all: they begin first.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => c.TestCollectionClassName is null).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];
}
