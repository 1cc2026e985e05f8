namespace ChatOpsIncident.Journeys.Support;

/// <summary>What takes the time of many people at once runs after all others, with nothing beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Undisturbed : ICollectionFixture<ThirtyReports>
{
    public const string Name = "Undisturbed";
}
