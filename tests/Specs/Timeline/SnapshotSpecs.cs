using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Conversation;

namespace ChatOpsIncident.Specs.Timeline;

/// <summary>What is read back is the state that was written, in every field that it has, those that nothing shows included.</summary>
public class SnapshotSpecs
{
    private static readonly IncidentFold Fold = new();

    [Fact]
    public void Every_reachable_state_comes_back_as_it_was()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var life = new Life(seed);
            for (var step = 0; step < 40; step++)
            {
                Difference(life.Incident, Again(life.Incident), "Incident").ShouldBeNull();
                life.Step(life.Shown());
            }
        }
    }

    [Fact]
    public void Words_that_were_removed_stay_removed()
    {
        var events = Chain.Of(Chain.Report("the password is hunter2"), new Redacted([1], "a password was in it"));
        events[0] = Recorded.Open(Redaction.WithoutWords(events[0]), events[0].Hash);
        Again(events.Aggregate(Fold.Empty(Chain.Id), Fold.Evolve)).Detection!.What.IsRedacted.ShouldBeTrue();
    }

    [Fact]
    public void Who_was_left_out_stays_so_though_no_event_says_it_in_those_words()
    {
        var incident = Fold.Evolve(Fold.Empty(Chain.Id), Chain.Of(Chain.Report("a mail"))[0]);
        var visibility = new Visibility(Private: true, Confidential: false, [People.Ben]) { LeftOut = [People.Chi] };
        var again = Again(incident with { Detection = incident.Detection! with { Visibility = visibility } }).Detection!.Visibility;
        again.MayKnow(People.Chi).ShouldBeFalse();
        again.MayKnow(People.Ben).ShouldBeFalse();
        again.MayKnow(People.Ana).ShouldBeTrue();
    }

    private static Incident Again(Incident incident) => Fold.Read(Fold.Write(incident)!);

    /// <summary>Where the two differ; null: nowhere.</summary>
    private static string? Difference(object? one, object? other, string path)
    {
        if (one is null || other is null) return one is null && other is null ? null : $"{path}: {one ?? "null"}, not {other ?? "null"}";
        if (one.GetType() != other.GetType()) return $"{path}: {one.GetType().Name}, not {other.GetType().Name}";
        if (one is DateTimeOffset at) return at.EqualsExact((DateTimeOffset)other) ? null : $"{path}: {one}, not {other}";
        if (one is string or ValueType and (IComparable or bool)) return one.Equals(other) ? null : $"{path}: {one}, not {other}";
        if (one is IEnumerable items) return Comparer(one) != Comparer(other) ? $"{path} sorts otherwise" : Difference([.. items.Cast<object?>()], [.. ((IEnumerable)other).Cast<object?>()], path);
        return Fields(one.GetType()).Select(f => Difference(f.GetValue(one), f.GetValue(other), $"{path}.{f.Name}")).FirstOrDefault(d => d is not null);
    }

    private static string? Difference(ImmutableArray<object?> ones, ImmutableArray<object?> others, string path) => ones.Length != others.Length
        ? $"{path}: {ones.Length}, not {others.Length}"
        : ones.Select((one, i) => Difference(one, others[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);

    private static object? Comparer(object collection) => collection.GetType().GetProperty("KeyComparer")?.GetValue(collection);

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null
        ? []
        : Fields(type.BaseType).Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
}
