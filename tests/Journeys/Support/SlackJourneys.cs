namespace ChatOpsIncident.Journeys.Support;

/// <summary>Slack gives three seconds for an answer: these journeys run one after the other, with nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SlackJourneys
{
    public const string Name = "Slack";
}
