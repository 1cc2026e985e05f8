namespace ChatOpsIncident.Journeys.Support;

/// <summary>What is measured, or counted by the order in which it came, runs after all others, with nothing beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Undisturbed : ICollectionFixture<ThirtyReports>
{
    public const string Name = "Undisturbed";
}
