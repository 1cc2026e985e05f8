using Azure;
using Azure.Identity;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Tables;

/// <summary>What is known after a call that did not succeed.</summary>
internal enum Trouble
{
    /// <summary>Somebody else wrote; nothing of ours was done.</summary>
    Conflict,

    /// <summary>It never reached the service, or was turned away: nothing was done, and it may work in a moment.</summary>
    NotDone,

    /// <summary>The answer is missing: it may have been done.</summary>
    AnswerLost,

    /// <summary>It will not work as it is.</summary>
    Refused,
}

/// <summary>Azure's answers in plain words: which, and what to do. Never content.</summary>
internal static class TablesErrors
{
    /// <summary>Whether this came from a call, and not from the caller or a mistake of ours.</summary>
    public static bool IsOne(Exception error, CancellationToken cancel) =>
        error is RequestFailedException or HttpRequestException or IOException or AuthenticationFailedException
        || (error is OperationCanceledException && !cancel.IsCancellationRequested);

    public static Trouble TroubleOf(Exception error) => error switch
    {
        RequestFailedException { Status: 404, ErrorCode: "TableNotFound" } => Trouble.Refused,
        RequestFailedException { Status: 404 or 409 or 412 } => Trouble.Conflict,
        RequestFailedException { Status: 429 or 503 } => Trouble.NotDone,
        RequestFailedException { Status: 408 or >= 500 } => Trouble.AnswerLost,
        RequestFailedException { Status: 0, InnerException: { } inner } => TroubleOf(inner),
        RequestFailedException { Status: > 0 } or AuthenticationFailedException => Trouble.Refused,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => Trouble.NotDone,
        _ => Trouble.AnswerLost,
    };

    /// <summary>Nothing was written.</summary>
    public static StoreUnavailableException Unavailable(Exception error) => new(Words(error), error);

    /// <summary>Nobody knows.</summary>
    public static StoreUncertainException Uncertain(Exception error) =>
        new("The store did not answer in time. Check its address (Storage:ConnectionString or Storage:Endpoint) and the network; it may have been stored.", error);

    private static string Words(Exception error) => error switch
    {
        AuthenticationFailedException =>
            "The store does not know this bot: no sign-in with Entra ID worked. Give the machine an identity, or write Storage:ConnectionString instead of Storage:Endpoint; nothing was stored.",
        RequestFailedException { Status: 401 or 403 } =>
            "The store does not let this bot in. Check the key in Storage:ConnectionString, or give this bot's identity the role Storage Table Data Contributor, then try again; nothing was stored.",
        RequestFailedException { Status: 404 } =>
            "The store's tables are gone. Bring them back, or start the bot again to begin with empty ones (Storage:TablePrefix names them); nothing was stored.",
        RequestFailedException { Status: 429 or 503 } => "The store is too busy now. Try again in a moment; nothing was stored.",
        RequestFailedException { Status: > 0 } other =>
            FormattableString.Invariant($"The store does not take this (Azure Tables {other.Status} {other.ErrorCode}). Try again; nothing was stored."),
        _ => "The store cannot be reached. Check its address (Storage:ConnectionString or Storage:Endpoint) and the network, then try again; nothing was stored.",
    };
}
