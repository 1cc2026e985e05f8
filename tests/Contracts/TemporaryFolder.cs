namespace ChatOpsIncident.Contracts;

/// <summary>A folder of this test's own, gone at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("incidents-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>What an engine was at when it was stopped may still touch its store: then once more.</summary>
    public void Dispose()
    {
        if (!SpinWait.SpinUntil(IsGone, TimeSpan.FromSeconds(5))) Directory.Delete(Path, recursive: true);
    }

    private bool IsGone()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
