namespace ChatOpsIncident.Bot.Composition;

/// <summary>Where every command reads its settings: files beside it, the environment, its own words.</summary>
internal static class HostSettings
{
    /// <summary>
    /// They are read once. Else each folder below the one in which the bot runs is watched for a change of them, and a system has only so many watches.
    /// </summary>
    private const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    public static WebApplicationBuilder Read(string[] settings, string? page = null) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = [ReadOnce, .. settings], WebRootPath = page });
}
