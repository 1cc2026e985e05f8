namespace ChatOpsIncident.Engine;

/// <summary>
/// Who else runs on this store. Only to lose no time: what an instance that has ended left half done need not wait until it can't be under way any more.
/// Correctness never hangs on it.
/// </summary>
public interface IInstances
{
    /// <summary>The name of this one; no other start ever has the same. At most 64 ASCII letters and digits.</summary>
    string Me { get; }

    /// <summary>Whether the instance of this name has ended. False: it runs, or nobody can know.</summary>
    bool HasEnded(string name);

    /// <summary>How many were seen to end since this one began. Once that grows, there may be something that they left half done.</summary>
    int Ended => 0;
}
