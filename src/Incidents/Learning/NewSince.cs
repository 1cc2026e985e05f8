using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>What an earlier incident taught, said when the next one of that kind runs on it.</summary>
internal static class NewSince
{
    private const string Lesson = " lesson ";
    private const int Most = 3;

    /// <summary>"This runs on playbook version 2. New since INC-42: Call the supplier (lesson 1)." Null where no lesson brought a task. The newest lessons count.</summary>
    public static Rich? Say(int version, ImmutableArray<PlannedTask> tasks)
    {
        var taught = tasks.Where(t => t.Because is not null).ToImmutableArray();
        if (taught.IsEmpty) return null;
        var incidents = taught.TakeLast(Most).GroupBy(t => t.Because!.Split(Lesson)[0]).Select(g => (Rich)$"{From(g.Key)}: {Rich.Join(", ", g.Select(Named))}.");
        Rich more = taught.Length > Most ? (Rich)$" {taught.Length - Most} more tasks come from earlier lessons." : Rich.Empty;
        return (Rich)$"This runs on playbook version {version}. " + Rich.Join(" ", incidents) + more;
    }

    private static Rich From(string incident) => incident.StartsWith("INC-", StringComparison.Ordinal) ? (Rich)$"New since {incident}" : (Rich)$"New, from {incident}";

    private static Rich Named(PlannedTask task)
    {
        var words = task.Text.TrimEnd('.');
        return task.Because!.Split(Lesson) is [_, var number] ? (Rich)$"{words:i} (lesson {number})" : (Rich)$"{words:i}";
    }
}
