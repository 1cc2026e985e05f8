using ChatOpsIncident.Journeys.Support;
using Xunit.Sdk;
using Xunit.v3;

// Three keep two cores busy; more only wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ChatOpsIncident.Journeys.Support;

/// <summary>What takes longest begins first: else the end is waiting for it alone. xUnit takes from both ends, most from the back.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Back = [$"{typeof(CrashJourney)} ", $"{typeof(StoryJourney)} ", $"{typeof(ViolenceJourney)} ", $"{typeof(TwoInstancesJourney)} ", TeamsJourneys.Name];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        // Nothing else sees the whole run before it begins.
        if (testCollections.Any(c => c.TestCollectionDisplayName == Undisturbed.Name)) ThirtyReports.Begin();
        return [.. testCollections.OrderBy(c => c.TestCollectionDisplayName == SlackJourneys.Name ? -2 : Array.FindIndex(Back, l => c.TestCollectionDisplayName.Contains(l, StringComparison.Ordinal)))];
    }
}
