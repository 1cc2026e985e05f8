namespace ChatOpsIncident.Emulators;

/// <summary>Calls that are to go wrong. The first rule that fits is used, and used up.</summary>
/// <typeparam name="TCall">A call as it arrived.</typeparam>
/// <typeparam name="TFault">What goes wrong with it.</typeparam>
public class FaultRules<TCall, TFault>
    where TFault : class
{
    private readonly Lock gate = new();
    private readonly List<Rule> rules = [];

    /// <summary>The next calls that fit go wrong.</summary>
    public void Add(Func<TCall, bool> fits, TFault fault, int times = 1)
    {
        lock (gate) rules.Add(new(fits, fault) { Left = times });
    }

    /// <summary>Nothing goes wrong from here on.</summary>
    public void Clear()
    {
        lock (gate) rules.Clear();
    }

    internal TFault? For(TCall call)
    {
        lock (gate)
        {
            if (rules.FirstOrDefault(r => r.Fits(call)) is not { } rule) return null;
            if (--rule.Left <= 0) rules.Remove(rule);
            return rule.Fault;
        }
    }

    private sealed record Rule(Func<TCall, bool> Fits, TFault Fault)
    {
        public int Left { get; set; }
    }
}
