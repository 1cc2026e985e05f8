using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>What one person alone was told, shown where they asked.</summary>
/// <param name="Id">Its own, from the request: a repeat is the same answer.</param>
/// <param name="After">Number of the message that it stands under.</param>
internal sealed record PrivateAnswer(string Id, string Place, int After, DateTimeOffset At, JsonElement Text)
{
    /// <summary>An Adaptive Card.</summary>
    public JsonElement? Card { get; init; }

    /// <summary>It was not done.</summary>
    public bool Refusal { get; init; }

    /// <summary>What the person had typed, given back.</summary>
    public string? YourText { get; init; }

    /// <summary>What to type instead.</summary>
    public string? Instead { get; init; }

    /// <summary>The field of a form that it is about.</summary>
    public string? Field { get; init; }

    /// <summary>The incident that it is about.</summary>
    public string? Stream { get; init; }
}

/// <summary>Private answers, kept so that the page is after a restart as it was; the newest of each place.</summary>
internal sealed class PrivateAnswers(IStore store)
{
    private const int Kept = 30;

    public async Task<ImmutableArray<PrivateAnswer>> In(string person, string place, CancellationToken cancel = default)
    {
        var rows = await store.Range(TableNames.WebChat, "o." + RowKeys.Handle(person), place + ".", place + "/", cancel: cancel);
        return [.. rows.Select(RowKeys.Deserialize<PrivateAnswer>).OrderBy(a => a.At)];
    }

    public async Task Keep(string person, PrivateAnswer answer, CancellationToken cancel = default)
    {
        await store.Write([new Put(RowKeys.Answer(person, answer.Place, answer.Id), RowKeys.Serialize(answer))], cancel);
        foreach (var old in (await In(person, answer.Place, cancel)).SkipLast(Kept)) await Dismiss(person, old.Place, old.Id, cancel);
    }

    public Task Dismiss(string person, string place, string id, CancellationToken cancel = default) =>
        store.Write([new Delete(RowKeys.Answer(person, place, id))], cancel);
}
