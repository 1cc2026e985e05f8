using ChatOpsIncident.Edges.WebChat.Guards;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Edges.WebChat.Wire;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Api;

/// <summary>What people do: say something, type <c>/incident</c>, press a button, send a form, act on a message.</summary>
internal sealed class Speaking(IBot bot, PlaceRows places, Posts posts, Sidebar sidebar, Answering answering, SampleOrganisation organisation)
{
    private const string Command = "/incident";

    public async Task<Answered> Say(Caller who, Place place, SayBody body)
    {
        var (request, text) = (who.Request(body.Request), Bodies.Text(body.Text));
        if (text.Length == 0) throw Bodies.Bad("There is nothing to send yet. Write something, or type /incident and what you saw.");
        if (IsCommand(text)) return await answering.ToWords(await bot.Handle(Slash(who, place, request, text)), who.Id, place, request, text);
        if (text[0] == '/') return await answering.ToWords(Unknown(text), who.Id, place, request);
        var number = await posts.Add(place.Id, new($"{who.Id} {request}", who.Id, RichJson.Write(Mentions.ToRich(text)))
        {
            Pings = [.. Mentions.In(text).Where(id => id != who.Id && place.IsSeenBy(id))],
        });
        if (place.Direct) await sidebar.Note(place);
        if (place.Direct && place.Members.Length == 1) return await answering.ToWords(ToBot(text), who.Id, place, request);
        return new("posted") { Number = number };
    }

    public async Task<Answered> Press(Caller who, Place place, PressBody body)
    {
        var request = who.Request(body.Request);
        var click = new Click(request, who.Person, RoomOf(place), Bodies.Reference(body.Word), StreamOf(body.Stream), Bodies.Values(body.Values));
        return await answering.ToButton(await bot.Handle(click), who.Id, place);
    }

    public async Task<Answered> Submit(Caller who, Place place, PressBody body)
    {
        var request = who.Request(body.Request);
        var submit = new Submit(request, who.Person, RoomOf(place), Bodies.Reference(body.Word), StreamOf(body.Stream), Bodies.Values(body.Values));
        return await answering.ToForm(await bot.Handle(submit), who.Id, place, request);
    }

    public async Task<Answered> Act(Caller who, Place place, int number, ActBody body, Uri link)
    {
        var request = who.Request(body.Request);
        if (await places.Message(place.Id, number) is not { Removed: false } message)
            throw new CallRefusedException(StatusCodes.Status404NotFound, "This message is not there any more. What you remember of it can still be reported: /incident and what it said.");
        var captured = new CapturedMessage(
            WebChatPlatform.Reference(place.Id, number), message.Author is { } author ? new Person(author) : null, message.At,
            RichJson.Plain(message.Text, organisation.NameOf), link);
        return await answering.ToWords(
            await bot.Handle(new OnMessage(request, who.Person, RoomOf(place), Bodies.Reference(body.Word), captured)), who.Id, place, request);
    }

    /// <summary>What Enter will do with this text.</summary>
    public async Task<string> Preview(Caller who, Place place, string? typed)
    {
        var text = Bodies.Text(typed);
        if (!IsCommand(text)) return "";
        return await bot.Preview(who.Person, RoomOf(place), Mentions.ToEngine(Rest(text)));
    }

    /// <summary>The room as the engine knows it; a direct conversation is none.</summary>
    public static string? RoomOf(Place place) => place.Direct ? null : place.Id;

    private static bool IsCommand(string text) =>
        text.StartsWith(Command, StringComparison.OrdinalIgnoreCase) && (text.Length == Command.Length || char.IsWhiteSpace(text[Command.Length]));

    private static string Rest(string text) => text[Command.Length..].Trim();

    private static Slash Slash(Caller who, Place place, string request, string text) => new(request, who.Person, RoomOf(place), Mentions.ToEngine(Rest(text)));

    private static string? StreamOf(string? stream) => string.IsNullOrEmpty(stream) ? null : Bodies.Reference(stream);

    private static Told Unknown(string text)
    {
        var end = text.IndexOfAny([' ', '\t', '\n']) is >= 0 and var at ? at : text.Length;
        return Letters.Apart(text[..end].ToUpperInvariant(), Command.ToUpperInvariant(), 2) <= 2
            ? new("The command is /incident. Did you mean this?", Refusal: true) { YourText = text, Instead = $"{Command} {text[end..].Trim()}".Trim() }
            : new("Here one command is known: /incident. Was this meant as a report?", Refusal: true) { YourText = text, Instead = $"{Command} {text.TrimStart('/')}" };
    }

    private static Told ToBot(string text) => new("I act on /incident, so nothing was started by this. If it was meant as a report, one press is enough.")
    {
        Instead = $"{Command} {(text.Length <= 300 ? text : text[..300])}",
    };
}
