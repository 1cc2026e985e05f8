using System.Globalization;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>When a bot dies, seen from the request that somebody sends.</summary>
public enum Dying
{
    /// <summary>So long after it was sent, answered or not.</summary>
    UnderWay,

    /// <summary>In the moment in which the answer is there.</summary>
    Answered,

    /// <summary>So long after the answer, while the chat is brought to match.</summary>
    Afterwards,
}

/// <summary>One death.</summary>
/// <param name="AgainAfter">And once more so long after the next start began, ready or not; null: not.</param>
public sealed record Kill(Dying When, TimeSpan After, TimeSpan? AgainAfter);

/// <summary>Which steps of a story are fatal, and when: drawn from a seed.</summary>
public sealed class Kills
{
    private readonly Dictionary<int, Kill> fatal;

    /// <param name="steps">How many the story has.</param>
    /// <param name="count">How often it dies, once of it at its very first start.</param>
    /// <param name="again">How many of these deaths come while it starts after another one.</param>
    public Kills(int seed, int steps, int count, int again)
    {
        var random = new Random(seed);
        AtFirstStart = StartOf(random);
        var drawn = Enumerable.Range(0, steps).OrderBy(_ => random.Next()).Take(count - again - 1).ToArray();
        fatal = drawn.Select((step, i) => (step, Kill: Draw(random, i < again))).ToDictionary(s => s.step, s => s.Kill);
    }

    /// <summary>From <c>CRASH_SEED</c>, or a new one.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("CRASH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Random.Shared.Next(1_000_000);

    /// <summary>So long after its first start began, on nothing.</summary>
    public TimeSpan AtFirstStart { get; }

    /// <summary>Null: this step is not fatal.</summary>
    public Kill? At(int step) => fatal.GetValueOrDefault(step);

    private static Kill Draw(Random random, bool again)
    {
        var when = random.Next(8) switch { < 4 => Dying.UnderWay, < 5 => Dying.Answered, _ => Dying.Afterwards };
        // A click takes a few milliseconds when all is warm, some hundred when nothing is: short times and long ones are as likely.
        var after = when is Dying.Answered ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Pow(10, random.NextDouble() * 2.4));
        return new(when, after, again ? StartOf(random) : null);
    }

    /// <summary>A start takes about a second; the store is opened in its first half.</summary>
    private static TimeSpan StartOf(Random random) => TimeSpan.FromMilliseconds(200 + random.Next(1300));
}
