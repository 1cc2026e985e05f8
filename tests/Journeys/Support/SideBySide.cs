using ChatOpsIncident.Journeys.Support;
using Xunit.Sdk;
using Xunit.v3;

// Three keep two cores busy; more only wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ChatOpsIncident.Journeys.Support;

/// <summary>Journeys that go one after the other take longest in all: they begin first.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => c.TestCollectionClassName is null).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];
}
