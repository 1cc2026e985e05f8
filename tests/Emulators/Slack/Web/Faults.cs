namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Ways in which a call can go wrong.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>No answer, ever.</summary>
    Timeout,
    Http500,
    FatalError,
    InternalError,
    ServiceUnavailable,
    TruncatedJson,

    /// <summary>A page of HTML with status 200.</summary>
    Html,

    /// <summary>429 with Retry-After: 1.</summary>
    RateLimited,

    /// <summary>429 that does not say when.</summary>
    RateLimitedWithoutTime,
}

/// <summary>What goes wrong with a call.</summary>
/// <param name="AfterEffect">The call did what it should before it went wrong.</param>
public sealed record Fault(FaultKind Kind, bool AfterEffect);

/// <summary>Calls that are to go wrong. The first rule that fits is used, and used up.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Rule> rules = [];

    /// <summary>The next calls of this method go wrong.</summary>
    public void Add(string method, FaultKind kind, bool afterEffect, int times = 1) => Add(c => c.Method == method, new(kind, afterEffect), times);

    /// <summary>The next calls that fit go wrong.</summary>
    public void Add(Func<SlackCall, bool> fits, Fault fault, int times = 1)
    {
        lock (gate) rules.Add(new(fits, fault) { Left = times });
    }

    /// <summary>Nothing goes wrong from here on.</summary>
    public void Clear()
    {
        lock (gate) rules.Clear();
    }

    internal Fault? For(SlackCall call)
    {
        lock (gate)
        {
            if (rules.FirstOrDefault(r => r.Fits(call)) is not { } rule) return null;
            if (--rule.Left <= 0) rules.Remove(rule);
            return rule.Fault;
        }
    }

    private sealed record Rule(Func<SlackCall, bool> Fits, Fault Fault)
    {
        public int Left { get; set; }
    }
}
