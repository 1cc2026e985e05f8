using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Files of the workspace, by their private address with the bot's token: they are never made public for it.</summary>
/// <remarks>
/// https://docs.slack.dev/reference/objects/file-object. The token goes to Slack's file hosts and the configured API's host, and nowhere that
/// they send us on to. What a file claims to be is not looked at, but for its size: Slack answers with its sign-in page where the bot may not
/// see a file.
/// </remarks>
public sealed partial class SlackFiles(SlackApi api, HttpClient http, SlackSettings settings, TimeProvider clock) : IFiles, IDisposable
{
    /// <summary>The largest file, in bytes.</summary>
    public const int Largest = 50 * 1024 * 1024;

    private const string Scope = "files:read";
    private const string Elsewhere = "keep it somewhere safe, and say where: /incident evidence what, kept at where";
    private const int AtOnce = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Hosts = ["files.slack.com", "files.slack-gov.com"];

    private readonly SemaphoreSlim turns = new(AtOnce);

    public string Platform => SlackId.Platform;

    /// <summary>Whether this can be a file's id.</summary>
    public static bool IsFile(string? id) => id is not null && FileId().IsMatch(id);

    public void Dispose() => turns.Dispose();

    public async Task<byte[]> Fetch(string file, CancellationToken cancel = default)
    {
        await turns.WaitAsync(cancel);
        try
        {
            using var late = new CancellationTokenSource(Patience, clock);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
            return await Content(await Info(file, end.Token), end.Token);
        }
        catch (Exception e) when (e is SlackBusyException or SlackMaybeDoneException || Calling.WasNotAnswered(e, cancel))
        {
            throw new FileNotHandedOutException("Slack did not hand it out in time", "Save the message again in a minute.", e);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>As it is now: what a message says of its files may be old, or nothing but "ask".</summary>
    private async Task<JsonElement> Info(string file, CancellationToken cancel)
    {
        try
        {
            return (await api.Call("files.info", new() { { "file", file } }, cancel)).At("file") ?? throw Gone();
        }
        catch (SlackErrorException no) when (no.Error == "missing_scope")
        {
            throw SignIn(no);
        }
        catch (SlackErrorException no) when (no.Kind is ErrorKind.Installation or ErrorKind.Configuration)
        {
            throw new FileNotHandedOutException($"Slack refuses it to the bot ({no.Error})", "Whoever runs the bot finds with doctor what is missing; then save the message again.", no);
        }
        catch (SlackErrorException no)
        {
            throw Gone(no);
        }
    }

    private async Task<byte[]> Content(JsonElement file, CancellationToken cancel)
    {
        if (file.Flag("is_external") || file.Text("mode") is "external" or "remote")
            throw new FileNotHandedOutException("it lies with another service, Slack has only the link", "Download it there and " + Elsewhere);
        if (file.Text("mode") is "tombstone" or "hidden_by_limit") throw Gone();
        var size = file.At("size") is { ValueKind: JsonValueKind.Number } said && said.TryGetInt64(out var bytes) ? bytes : (long?)null;
        if (size > Largest) throw TooLarge();
        if (!Uri.TryCreate(file.Text("url_private_download") ?? file.Text("url_private"), UriKind.Absolute, out var address)) throw Gone();
        if (!IsSlacks(address))
            throw new FileNotHandedOutException($"it lies at {address.IdnHost}, where the bot shows its token to nobody", "Download it and " + Elsewhere);
        var content = await Download(address, cancel);
        if (size == content.Length || (size is null && !LooksLikePage(content))) return content;
        throw LooksLikePage(content) ? SignIn() : new FileNotHandedOutException("not all of it came", "Save the message again in a minute.");
    }

    private async Task<byte[]> Download(Uri address, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", settings.BotToken) } };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        // Wherever it would send us, it sends us to sign in; the connection follows nobody.
        if ((int)response.StatusCode is (>= 300 and < 400) or 401 or 403) throw SignIn();
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) throw Gone();
        response.EnsureSuccessStatusCode();
        return await response.Content.AtMost(Largest, cancel) ?? throw TooLarge();
    }

    private bool IsSlacks(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && Hosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase))
        || (address.Scheme == settings.ApiUrl.Scheme && address.Authority.Equals(settings.ApiUrl.Authority, StringComparison.OrdinalIgnoreCase));

    private static bool LooksLikePage(byte[] content)
    {
        var begin = Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, 200)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return begin.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static FileNotHandedOutException SignIn(Exception? inner = null) => new(
        "Slack asks the bot to sign in for it",
        $"Whoever runs the app adds the scope {Scope} under OAuth & Permissions and installs it again; then save the message again.", inner);

    private static FileNotHandedOutException Gone(Exception? inner = null) => new(
        "Slack does not show it to the bot any more", "If somebody still has it, " + Elsewhere, inner);

    private static FileNotHandedOutException TooLarge() => new(
        $"it is larger than {Largest / 1024 / 1024} MB", "Download it and " + Elsewhere);

    [GeneratedRegex("^F[A-Z0-9]{1,30}$", RegexOptions.CultureInvariant)]
    private static partial Regex FileId();
}
