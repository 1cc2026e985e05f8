namespace ChatOpsIncident.Journeys.Support;

/// <summary>Teams is answered within three seconds: of these journeys one runs at a time.</summary>
[CollectionDefinition(Name)]
public sealed class TeamsJourneys
{
    public const string Name = "Teams";
}
