using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.Checks;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>Carries what people do to an instance, again if nobody answers, sometimes again although somebody did, as platforms do.</summary>
internal sealed class Requests(
    Random random, SimScheduler scheduler, SimProcess world, ImmutableArray<SimInstance> instances, SimPeople people, ReplyChecks replies, SightChecks sight, Findings findings)
{
    private const int MostTries = 4;

    /// <summary>Requests that an instance which is still up has not answered.</summary>
    public int Open { get; private set; }

    public void Send(Act act, int attempt = 1)
    {
        if (findings.First is not null) return;
        if (instances.Where(i => i.IsUp).ToArray() is not { Length: > 0 } up)
        {
            Again(act, attempt);
            return;
        }
        var instance = up[random.Next(up.Length)];
        var (process, before, sent, answered) = (instance.Process!, replies.Snapshot(), scheduler.Now, false);
        scheduler.Trace?.Invoke($"{instance.Name} <- {Drawn.Of(act.Inbound)}");
        Open++;
        instance.Handle(act.Inbound, (reply, fault) =>
        {
            (answered, Open) = (true, Open - 1);
            scheduler.Trace?.Invoke($"{instance.Name} -> {act.Inbound.Request}: {(reply is null ? fault : Drawn.Of(reply))}");
            Answered(act, reply, fault, before);
        });
        world.After(TimeSpan.FromSeconds(3 + random.NextDouble() * 3), () => Unheard(act, attempt, () => answered, process));
    }

    private void Answered(Act act, Reply? reply, Exception? fault, Dictionary<string, int> before)
    {
        if (reply is null)
        {
            findings.Add(Check.NothingIsThrown, $"{act.Inbound}: {fault}");
            return;
        }
        sight.Answered(act.Inbound, reply, before);
        replies.Answered(act, reply, before);
        if (reply is Asked { Form: var form } && random.Next(8) > 0)
            world.After(TimeSpan.FromSeconds(Math.Pow(random.NextDouble(), 3) * 20), () => Send(people.FillIn(act.Inbound.Who, act.Inbound.Room, form)));
        // A platform that lost the answer sends the same again, perhaps much later.
        if (random.Next(8) == 0) world.After(TimeSpan.FromSeconds(random.NextDouble() * (random.Next(3) == 0 ? 600 : 5)), () => Send(act, MostTries));
    }

    private void Unheard(Act act, int attempt, Func<bool> answered, SimProcess process)
    {
        if (answered()) return;
        if (!process.IsDead)
        {
            // Still at it: the platform does not wait, but the count of open requests goes down only with an answer or a crash.
            world.After(TimeSpan.FromSeconds(10), () => Unheard(act, MostTries, answered, process));
        }
        else
        {
            Open--;
        }
        if (random.Next(5) > 0) Again(act, attempt);
    }

    private void Again(Act act, int attempt)
    {
        if (attempt < MostTries) world.After(TimeSpan.FromSeconds(1 + random.NextDouble() * 10), () => Send(act, attempt + 1));
    }
}
