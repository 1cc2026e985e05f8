using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Alarm;

public static partial class IncidentAlarm
{
    /// <summary>Every rule, in the order in which they ring.</summary>
    internal static ImmutableArray<AlarmRule> Rules { get; } =
    [
        new Escalate(),
        new AskAgain(),
        new TaskTimes(),
        new AskWhoTookPart(), new ReviewWhenAnswered(), new RemindOwners(), new CloseWhenSettled(),
        new UpdateTimes(),
    ];
}
