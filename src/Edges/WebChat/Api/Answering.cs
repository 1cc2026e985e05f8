using ChatOpsIncident.Edges.WebChat.Live;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Edges.WebChat.Wire;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.WebChat.Api;

/// <summary>What comes back on a call, to that person only.</summary>
/// <param name="Kind"><c>posted</c>, <c>told</c>, <c>asked</c>, or <c>done</c> where the chat shows it.</param>
internal sealed record Answered(string Kind)
{
    /// <summary>The number of what was posted.</summary>
    public int? Number { get; init; }

    /// <summary>What was told.</summary>
    public PrivateAnswer? Answer { get; init; }

    /// <summary>The form to open.</summary>
    public System.Text.Json.JsonElement? Form { get; init; }

    /// <summary>A file that the page hands to the browser; it is not kept.</summary>
    public Incidents.Conversation.AnswerFile? File { get; init; }
}

/// <summary>Turns the engine's replies into private answers that stay, and forms.</summary>
internal sealed class Answering(PlaceRows places, PrivateAnswers answers, Notices notices, TimeProvider clock)
{
    /// <summary>A reply to typed words: stays in place, with the words if nothing came of them.</summary>
    public Task<Answered> ToWords(Reply reply, string person, Place place, string request, string? typed = null) =>
        To(reply is Told { Refusal: true } told ? told with { YourText = typed ?? told.YourText } : reply, person, place, RowKeys.Hash(request));

    /// <summary>A reply to a button takes the place of the one before, so that a room does not fill with them.</summary>
    public Task<Answered> ToButton(Reply reply, string person, Place place) => To(reply, person, place, reply is Told { Card: not null } ? "looked" : "pressed");

    /// <summary>A reply to a form: a refusal belongs into the dialog, the rest stays in place.</summary>
    public async Task<Answered> ToForm(Reply reply, string person, Place place, string request) => reply is Told { Refusal: true } refused
        ? new("told") { Answer = Of(refused, place, RowKeys.Hash(request)) }
        : await To(reply, person, place, RowKeys.Hash(request));

    private async Task<Answered> To(Reply reply, string person, Place place, string id)
    {
        if (reply is Asked asked) return new("asked") { Form = FormJson.Write(asked.Form) };
        if (reply is Told { Text.IsEmpty: true, Card: null }) return new("done");
        var answer = Of((Told)reply, await places.Find(place.Id) ?? place, id);
        await answers.Keep(person, answer);
        await notices.Tell(person, place.Id);
        return new("told") { Answer = answer, File = (reply as Told)?.File };
    }

    private PrivateAnswer Of(Told told, Place place, string id) => new(id, place.Id, place.Last, clock.GetUtcNow(), RichJson.Write(told.Text))
    {
        Card = told.Card is { } card ? CardJson.Write(card) : null,
        Refusal = told.Refusal,
        YourText = Mentions.ToTyped(told.YourText),
        Instead = Mentions.ToTyped(told.Instead),
        Field = told.Field,
        Stream = told.Stream,
    };
}
