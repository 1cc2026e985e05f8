using ChatOpsIncident.Contracts;
using ChatOpsIncident.Contracts.Slack.BlockKit;
using ChatOpsIncident.Contracts.Slack.Chat;
using ChatOpsIncident.Contracts.Slack.SocketMode;
using Xunit.Sdk;
using Xunit.v3;

// Many of these wait for a socket, a page or Azurite: two for each core keep both cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ChatOpsIncident.Contracts;

/// <summary>What takes longest begins first: else the end is waiting for it alone.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Long = [typeof(CardBlocksSpecs), typeof(ClosedRoomSpecs), typeof(SocketSpecs), typeof(Teams.HandsSpecs)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(c => IsLong(c)).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static bool IsLong(ITestCollection collection) => Long.Any(l => collection.TestCollectionDisplayName.Contains(l.FullName + " ", StringComparison.Ordinal));
}
