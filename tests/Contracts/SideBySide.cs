using ChatOpsIncident.Contracts;
using ChatOpsIncident.Contracts.Slack.BlockKit;
using ChatOpsIncident.Contracts.Slack.Chat;
using ChatOpsIncident.Contracts.Slack.SocketMode;
using Xunit.Sdk;
using Xunit.v3;

// Many of these wait for a socket, a page or Azurite: three for each core keep both cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ChatOpsIncident.Contracts;

/// <summary>What takes longest begins first: else the end is waiting for it alone. xUnit takes from both ends.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Front = [typeof(CardBlocksSpecs), typeof(SocketSpecs)], Back = [typeof(ClosedRoomSpecs), typeof(FileSpecs), typeof(Teams.HandsSpecs)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => IsOf(Front, c) ? 0 : IsOf(Back, c) ? 2 : 1).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static bool IsOf(Type[] classes, ITestCollection collection) =>
        classes.Any(c => collection.TestCollectionDisplayName.Contains(c.FullName + " ", StringComparison.Ordinal));
}
