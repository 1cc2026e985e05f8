namespace ChatOpsIncident.Journeys.Support;

/// <summary>Teams is answered within three seconds: these journeys run one after the other, with nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TeamsJourneys
{
    public const string Name = "Teams";
}
