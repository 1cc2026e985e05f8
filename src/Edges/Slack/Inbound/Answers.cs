using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>
/// The direct answer to a request: with the acknowledgement where Slack shows it, else by whatever reaches this person and nobody else.
/// </summary>
internal sealed class Answers(Drawing drawing, Sending sending, Afterwards afterwards)
{
    /// <summary>Slack gives no limit; what is longer than this nobody reads at a field.</summary>
    private const int LongestError = 400;

    /// <summary>The engine has answered in time.</summary>
    public async Task<Ack> Now(Reply reply, Acts to)
    {
        if (reply is Told { File: { } file }) afterwards.Begin(cancel => sending.File(to.Inbound.Who, file, cancel));
        return (to.From.Way, reply) switch
        {
            (Way.Dialog, Told told) => await Closed(told, to),
            (Way.Dialog, Asked asked) => Ask("update", await drawing.Dialog(asked.Form, to.From.Channel)),
            (_, Asked asked) => Open(asked.Form, to),
            (Way.Command, Told told) => await Acknowledged(told, to),
            (_, Told told) => Send(told, to),
            var (_, other) => throw new InvalidOperationException($"Nobody knows how to answer with {other.GetType().Name}."),
        };
    }

    /// <summary>The engine has not answered yet: that is said, and what it answers follows.</summary>
    public async Task<Ack> Later(Task<Reply> handling, Acts to)
    {
        if (to.From is { Way: Way.Dialog, View: { } view })
        {
            afterwards.Begin(async cancel => await sending.Replace(view, await Dialog(await handling, to), to, cancel));
            return Ask("update", await drawing.Dialog(Waiting.NotKnownYet));
        }
        var command = to.From.Way == Way.Command;
        afterwards.Begin(async cancel =>
        {
            if (!command) await sending.Tell(Waiting.NotKnownYet, to, cancel);
            var reply = await handling;
            if (reply is Told { File: { } file }) await sending.File(to.Inbound.Who, file, cancel);
            await sending.Tell(reply as Told ?? NotOpened(to), to, cancel);
        });
        return command ? new((await drawing.Message(Waiting.NotKnownYet)).Private()) : Ack.Empty;
    }

    private async Task<Ack> Acknowledged(Told told, Acts to)
    {
        if (told.IsSilent()) return Ack.Empty;
        var message = await drawing.Message(told);
        if (!told.Refusal && told.Stream is { } stream && !drawing.HadLink(stream)) afterwards.Begin(cancel => sending.TellOnceOpen(stream, to, cancel));
        return new(message.Private());
    }

    private Ack Send(Told told, Acts to)
    {
        afterwards.Begin(cancel => told.IsSilent() ? sending.Tidy(to, cancel) : sending.Tell(told, to, cancel));
        return Ack.Empty;
    }

    /// <summary>The trigger lives for three seconds: the dialog is opened beside the acknowledgement, not after it.</summary>
    private Ack Open(Form form, Acts to)
    {
        afterwards.Begin(async cancel =>
        {
            var dialog = await drawing.Dialog(form, to.From.Channel);
            if (!await sending.Open(dialog, to, cancel)) await sending.Tell(NotOpened(to), to, cancel);
        });
        return Ack.Empty;
    }

    /// <summary>A refusal belongs at its field; what was done closes the dialog and is told in the room, or where the dialog was.</summary>
    private async Task<Ack> Closed(Told told, Acts to)
    {
        if (told.Refusal) return Refused(told, to) ?? Ask("update", await drawing.Dialog(told));
        if (told.IsSilent()) return Ack.Empty;
        if (to.Inbound.Room is null || told.Card is not null || (to.Inbound as Submit)?.Stream is null)
        {
            if (told.Stream is { } stream && to.From.View is { } view) afterwards.Begin(cancel => sending.LinkOnceOpen(told, stream, view, to, cancel));
            return Ask("update", await drawing.Dialog(told));
        }
        afterwards.Begin(cancel => sending.Tell(told, to, cancel));
        return Ack.Empty;
    }

    /// <summary>Null: the dialog has no field at which it could stand.</summary>
    private Ack? Refused(Told told, Acts to)
    {
        var field = told.Field is { } name && to.From.Inputs.Contains(ViewAnswers.BlockOf(name)) ? ViewAnswers.BlockOf(name) : (to.From.Inputs.Count > 0 ? to.From.Inputs[0] : null);
        if (field is null) return null;
        var words = told.Text.Plainly(drawing.NameOf);
        var why = Shortened.Line(Cleaned.Line(told.Instead is { } instead ? $"{words} Instead: {instead}" : words), LongestError);
        return new(new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { [field] = why } });
    }

    private async Task<JsonObject> Dialog(Reply reply, Acts to) => reply switch
    {
        Asked asked => await drawing.Dialog(asked.Form, to.From.Channel),
        Told told when told.IsSilent() => await drawing.Dialog(new Told("It is done.")),
        Told told => await drawing.Dialog(told),
        _ => throw new InvalidOperationException($"Nobody knows how to draw {reply.GetType().Name}."),
    };

    private static Told NotOpened(Acts to) =>
        new("The form could not be opened: Slack gives three seconds for it, and they were over. Nothing is lost; do the same again.", Refusal: true) { YourText = (to.Inbound as Slash)?.Text };

    private static Ack Ask(string action, JsonObject view) => new(new JsonObject { ["response_action"] = action, ["view"] = view });
}
