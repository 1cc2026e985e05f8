using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsIncident.Edges.WebChat.Api;

/// <summary>The calls of the page.</summary>
internal static class ChatRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/chat/api").AddEndpointFilter(Refusals.Kindly);
        api.MapGet("/people", (HttpContext http, Reading reading, SampleOrganisation people) => Json(reading.People(Caller.Of(http, people))));
        api.MapGet("/places", async (HttpContext http, Reading reading, SampleOrganisation people) => Json(await reading.Places(Caller.Of(http, people))));
        api.MapGet("/incidents/{stream}", async (string stream, HttpContext http, Reading reading, SampleOrganisation people) =>
            Json(await reading.RoomOf(Caller.Of(http, people), stream)));
        api.MapPost("/conversations", Open);
        MapPlace(api.MapGroup("/places/{place}"));
    }

    private static void MapPlace(RouteGroupBuilder place)
    {
        place.MapGet("", (HttpContext http, int? after, int? before) =>
            At(http, (call, reading) => reading.Conversation(call.Who, call.Place, after ?? 0, before ?? 0)));
        place.MapGet("/offers", (HttpContext http, IBot bot) => At(http, async (call, _) =>
            (await bot.Offers(call.Who.Person, Speaking.RoomOf(call.Place))).Where(o => o.Typed).Select(o => new OfferView(o.Word, o.Label, o.Explains, o.Usage))));
        place.MapPost("/read", (HttpContext http, Sidebar sidebar) => With<ReadBody>(http, async (call, body) =>
        {
            await sidebar.Read(call.Who.Id, call.Place.Id, Math.Clamp(body.UpTo, 0, call.Place.Last));
            return true;
        }));
        place.MapDelete("/answers/{id}", (string id, HttpContext http, PrivateAnswers answers) => At(http, async (call, _) =>
        {
            await answers.Dismiss(call.Who.Id, call.Place.Id, Bodies.Reference(id));
            return true;
        }));
        place.MapPost("/say", (HttpContext http, Speaking speaking) => With<SayBody>(http, (call, body) => speaking.Say(call.Who, call.Place, body)));
        place.MapPost("/press", (HttpContext http, Speaking speaking) => With<PressBody>(http, (call, body) => speaking.Press(call.Who, call.Place, body)));
        place.MapPost("/submit", (HttpContext http, Speaking speaking) => With<PressBody>(http, (call, body) => speaking.Submit(call.Who, call.Place, body)));
        place.MapPost("/preview", (HttpContext http, Speaking speaking) => With<SayBody>(http, async (call, body) =>
            new Guards.Refusal(await speaking.Preview(call.Who, call.Place, body.Text))));
        place.MapPost("/messages/{number:int}/act", (int number, HttpContext http, Speaking speaking) => With<ActBody>(http, (call, body) =>
            speaking.Act(call.Who, call.Place, number, body, LinkTo(http.Request, call.Place.Id, number))));
    }

    private static async Task<IResult> Open(HttpContext http, Reading reading, SampleOrganisation people, PlaceRows places, TimeProvider clock)
    {
        var (who, body) = (Caller.Of(http, people), await Bodies.Read<ConversationBody>(http.Request, http.RequestAborted));
        var other = SampleOrganisation.ByHandle(body.With) ?? throw Bodies.Bad("Nobody in the sample organisation has this name. Choose somebody from the list.");
        var place = Conversations.New(who.Id, other.Person.Id, clock.GetUtcNow());
        await places.Open(place);
        return Json((await reading.Place(who, place.Id)).Id);
    }

    private static Task<IResult> With<TBody>(HttpContext http, Func<Call, TBody, Task<object?>> act) =>
        At(http, async (call, _) => await act(call, await Bodies.Read<TBody>(http.Request, http.RequestAborted)));

    private static Task<IResult> With<TBody>(HttpContext http, Func<Call, TBody, Task<Answered>> act) =>
        With<TBody>(http, async (call, body) => (object?)await act(call, body));

    private static async Task<IResult> At<T>(HttpContext http, Func<Call, Reading, Task<T>> act)
    {
        var reading = http.RequestServices.GetRequiredService<Reading>();
        var who = Caller.Of(http, http.RequestServices.GetRequiredService<SampleOrganisation>());
        return Json(await act(new(who, await reading.Place(who, (string)http.Request.RouteValues["place"]!)), reading));
    }

    private static Uri LinkTo(HttpRequest request, string place, int number) => new($"{request.Scheme}://{request.Host}/#/{place}/{number}");

    private static IResult Json<T>(T value) => Results.Json(value, RowKeys.Json);

    private sealed record Call(Caller Who, Place Place);
}

/// <summary>An offer for completion.</summary>
internal sealed record OfferView(string Word, string Label, string Explains, string Usage);
