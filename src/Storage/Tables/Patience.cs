namespace ChatOpsIncident.Storage.Tables;

/// <summary>How often and how long a call is tried again. Short: somebody waits for the answer, and whoever asks tries again by themselves.</summary>
internal sealed class Patience(TimeProvider time)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(800)];

    /// <summary>After this long nothing new is tried.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>A question may be asked as often as one likes.</summary>
    public async Task<T> Ask<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        var trying = Begin();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (TablesErrors.IsOne(e, cancel))
            {
                if (TablesErrors.TroubleOf(e) is Trouble.Refused or Trouble.Conflict || !await trying.Again(cancel)) throw TablesErrors.Unavailable(e);
            }
        }
    }

    public Trying Begin() => new(time);

    /// <summary>One call and its repeats.</summary>
    internal sealed class Trying(TimeProvider time)
    {
        private readonly long began = time.GetTimestamp();
        private int tried;

        /// <summary>Waits a little; false: enough.</summary>
        public async Task<bool> Again(CancellationToken cancel)
        {
            if (tried == Pauses.Length || time.GetElapsedTime(began) > Longest) return false;
            await Task.Delay(Pauses[tried++], time, cancel);
            return true;
        }
    }
}
