using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ChatOpsIncident.Edges.Slack.Api;

/// <summary>Slack's Web API. Everything is sent as a form with JSON in its fields, so that no argument is dropped in silence.</summary>
/// <remarks>
/// Errors: <see cref="SlackErrorException"/> (Slack said no, nothing was done), <see cref="SlackBusyException"/> (nothing was done, later it will be),
/// <see cref="SlackMaybeDoneException"/> (look before it is repeated). Only calls that read are repeated here. What is as it should be already is no error.
/// </remarks>
public sealed partial class SlackApi
{
    /// <summary>So long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan WithoutWord = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopFor = TimeSpan.FromMinutes(1);

    private readonly HttpClient http;
    private readonly SlackSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lanes lanes;
    private readonly SlackMoves? moves;
    private readonly ResiliencePipeline reading;
    private readonly Lock gate = new();
    private ImmutableDictionary<string, SlackErrorException> troubles = ImmutableDictionary<string, SlackErrorException>.Empty;
    private (DateTimeOffset Until, SlackErrorException Why)? stopped;

    public SlackApi(HttpClient http, SlackSettings settings, TimeProvider time, ILogger<SlackApi> logger, SlackMoves? moves = null)
    {
        (this.http, this.settings, this.time, this.logger, this.moves, lanes) = (http, settings, time, logger, moves, new(time));
        reading = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<SlackMaybeDoneException>(),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).Build();
    }

    /// <summary>What an operator has to see: the installation that does not work, scopes that are missing; by the method that found it. Gone once it works.</summary>
    public ImmutableArray<SlackErrorException> Troubles => [.. troubles.Values.OrderBy(t => t.Method, StringComparer.Ordinal)];

    /// <summary>The connection that these calls are made for: no redirects, no cookies, quick to say that nobody is there.</summary>
    public static HttpMessageHandler Connection() => Calling.Connection();

    /// <summary>Calls a method and yields its answer.</summary>
    public async Task<JsonElement> Call(string method, SlackArguments arguments, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(arguments);
        return SlackMethods.Reads(method) ? await reading.ExecuteAsync(async c => await Once(method, arguments, c), cancel) : await Once(method, arguments, cancel);
    }

    /// <summary>Members of a list, page after page.</summary>
    /// <param name="member">Its name in the answer.</param>
    public async IAsyncEnumerable<JsonElement> Pages(
        string method, string member, Func<string?, SlackArguments> page, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        string? cursor = null;
        do
        {
            var answer = await Call(method, page(cursor), cancel);
            foreach (var one in answer.Each(member)) yield return one;
            cursor = answer.Text("response_metadata", "next_cursor");
        }
        while (!string.IsNullOrEmpty(cursor));
    }

    private async Task<JsonElement> Once(string method, SlackArguments arguments, CancellationToken cancel)
    {
        if (Stopped(method) is { } why) throw why;
        if (moves is null) return await Made(method, arguments, cancel);
        await moves.Refresh(cancel);
        var now = arguments.Where(moves.Now);
        try
        {
            return await Made(method, now, cancel);
        }
        catch (SlackErrorException error) when (error.Error == "channel_not_found")
        {
            // Perhaps it has another id, and another instance was told so just now.
            await moves.Refresh(cancel, atOnce: true);
            var moved = arguments.Where(moves.Now);
            if (moved.SequenceEqual(now)) throw;
            return await Made(method, moved, cancel);
        }
    }

    private async Task<JsonElement> Made(string method, SlackArguments arguments, CancellationToken cancel)
    {
        using var turn = await lanes.Enter(method, arguments, cancel);
        var (status, after, answer) = await Send(method, arguments, cancel);
        if (status == HttpStatusCode.TooManyRequests) throw new SlackBusyException(turn.Close(after ?? WithoutWord));
        if ((int)status >= 500 || answer is not { ValueKind: JsonValueKind.Object } json || json.Text("error") is null && !json.Flag("ok"))
            throw new SlackMaybeDoneException($"{method} was answered {(int)status}, and nothing that can be read.");
        if (json.Flag("ok"))
        {
            Works(method);
            return json;
        }
        var error = Error(method, json);
        return error.Kind switch
        {
            ErrorKind.Reached => json,
            ErrorKind.Busy => throw new SlackBusyException(turn.Close(after ?? WithoutWord)),
            ErrorKind.MaybeDone => throw new SlackMaybeDoneException(error.Message, error),
            _ => throw Noted(error),
        };
    }

    /// <summary>After the installation was found not to work, only the question whether it works now is asked for a while.</summary>
    private SlackErrorException? Stopped(string method)
    {
        lock (gate) return stopped is { } stop && time.GetUtcNow() < stop.Until && method != "auth.test" ? stop.Why : null;
    }

    private async Task<Answered> Send(string method, SlackArguments arguments, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiUrl, method)) { Content = new FormUrlEncodedContent(arguments) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", method == "apps.connections.open" ? settings.AppToken : settings.BotToken);
        try
        {
            return await http.Call(request, Patience, time, cancel);
        }
        catch (HttpRequestException e) when (Calling.WasNotHeard(e))
        {
            throw new SlackBusyException(TimeSpan.FromSeconds(2));
        }
        catch (Exception e) when (Calling.WasNotAnswered(e, cancel))
        {
            throw new SlackMaybeDoneException($"{method} was not answered: {e.GetType().Name}.", e);
        }
    }

    private static SlackErrorException Error(string method, JsonElement json)
    {
        var details = json.TryGetProperty("response_metadata", out var metadata) ? metadata.Each("messages") : [];
        return new(method, json.Text("error")!, json.Text("needed"), json.Text("provided"), [.. details.Where(d => d.ValueKind == JsonValueKind.String).Select(d => d.GetString()!)])
        {
            Users = [.. json.Each("errors").Where(e => e.Text("user") is not null).Select(e => (e.Text("user")!, e.Text("error") ?? ""))],
        };
    }

    private SlackErrorException Noted(SlackErrorException error)
    {
        if (error.Kind is not (ErrorKind.Installation or ErrorKind.Configuration)) return error;
        lock (gate)
        {
            if (!troubles.TryGetValue(error.Method, out var known) || known.Error != error.Error || known.Needed != error.Needed) Log.Trouble(logger, error.Message);
            troubles = troubles.SetItem(error.Method, error);
            if (error.Kind is ErrorKind.Installation) stopped = (time.GetUtcNow() + StopFor, error);
        }
        return error;
    }

    private void Works(string method)
    {
        if (troubles.IsEmpty) return;
        lock (gate)
        {
            stopped = null;
            troubles = troubles.RemoveRange(troubles.Where(t => t.Key == method || t.Value.Kind is ErrorKind.Installation).Select(t => t.Key));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack refuses {Why}. Calls of this kind wait until somebody changes that; nothing is lost")]
        public static partial void Trouble(ILogger logger, string why);
    }
}
