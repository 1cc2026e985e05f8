namespace ChatOpsIncident.Journeys.Support;

/// <summary>Slack gives three seconds for an answer: of these journeys one runs at a time.</summary>
[CollectionDefinition(Name)]
public sealed class SlackJourneys
{
    public const string Name = "Slack";
}
