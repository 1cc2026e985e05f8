using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>The direct answer to a request: with the response where Teams shows it, else by whatever reaches this person and nobody else.</summary>
internal sealed class Answers(Drawn drawn, Privately privately, FileOffers files, TeamsDrawing drawing, Afterwards afterwards)
{
    private static readonly Told Done = new("It is done.");

    /// <summary>The engine has answered in time.</summary>
    public async Task<Response> Now(Reply reply, Acts to)
    {
        Follow(reply, to);
        return (to.Way, reply) switch
        {
            (Way.Dialog, Asked asked) => Response.Dialog(asked.Form.Title, await drawn.Dialog(asked.Form)),
            (Way.Dialog, Told told) => await InDialog(told, to),
            (Way.Button, Told told) => await AfterPress(told, to),
            (Way.Button, Asked) => Elsewhere(reply, to, "The form is here below, for you alone."),
            _ => Elsewhere(reply, to),
        };
    }

    /// <summary>The engine has not answered yet: that is said, and what it answers follows.</summary>
    /// <param name="handling">Null: another instance answers.</param>
    public async Task<Response> Later(Task<Reply?> handling, Acts to)
    {
        afterwards.Begin(async cancel =>
        {
            if (to.Way is Way.Words or Way.Submitted) await privately.Tell(Waiting.NotKnownYet, to.From, cancel);
            if (await handling is not { } reply) return;
            Follow(reply, to);
            await privately.Tell(reply is Told told && told.IsSilent() ? Done : reply, to.From, cancel);
        });
        var words = (await drawn.Toast(Waiting.NotKnownYet))!;
        return to.Way switch
        {
            Way.Dialog => Response.Said(words),
            Way.Button => Response.Toast(words),
            _ => Response.Taken,
        };
    }

    /// <summary>What comes besides the answer: a file, the way to a room that is being opened.</summary>
    private void Follow(Reply reply, Acts to)
    {
        if (reply is not Told told) return;
        if (told.File is { } file) afterwards.Begin(cancel => files.Offer(file, to.Inbound, cancel));
        if (!told.Refusal && told.Card is null && told.Stream is { } stream && to.Inbound is not Click { Stream: not null } and not Submit { Stream: not null } && !drawing.HadLink(stream))
            afterwards.Begin(cancel => privately.TellOnceOpen(stream, to.Inbound.Who, to.From, cancel));
    }

    private Response Elsewhere(Reply reply, Acts to, string? says = null)
    {
        afterwards.Begin(cancel => privately.Tell(reply, to.From, cancel));
        return says is null ? Response.Taken : Response.Toast(says);
    }

    private async Task<Response> InDialog(Told told, Acts to)
    {
        if (told.Refusal && Again(to) is { } form) return Response.Dialog(form.Title, await drawn.Dialog(form, Drawn.Refusal(told)));
        if (told.IsSilent()) return to.From.Name.EndsWith("submit", StringComparison.OrdinalIgnoreCase) ? Response.Nothing : Response.Said((await drawn.Toast(Done))!);
        return await drawn.Toast(told) is { } words ? Response.Said(words) : Response.Dialog(told.Refusal ? "Not done" : "Incident", await drawn.Dialog(told));
    }

    private async Task<Response> AfterPress(Told told, Acts to)
    {
        if (to.Inbound is Submit)
        {
            // A form on a card: it is drawn again, or what came of it stands in its place.
            if (told.Refusal && Again(to) is { } form) return Response.Card(await drawn.Card(form, Drawn.Refusal(told)));
            return Response.Card(await drawn.Card(told.IsSilent() ? Done : told));
        }
        if (told.IsSilent()) return Response.Toast((await drawn.Toast(Done))!);
        return await drawn.Toast(told) is { } words ? Response.Toast(words) : Elsewhere(told, to, "The answer is here below, for you alone.");
    }

    /// <summary>The form that was sent, with what was typed.</summary>
    private static Form? Again(Acts to) => to.Inbound is Submit submit ? FormJson.Read(to.Form, submit.Word, submit.Stream, submit.Values) : null;
}
