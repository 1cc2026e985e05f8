using System.Collections.Immutable;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Edges.Teams.Rooms;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>
/// The way of every activity: learned from, understood, handled, answered within three seconds. What is answered as done is stored; where that is
/// not known in time, the answer says so, and the outcome follows.
/// </summary>
internal sealed class TeamsPipeline(IBot bot, Answers answers, Drawn drawn, Privately privately, FileOffers files, Learning learning, ChannelNames names, IStore store, Afterwards afterwards, TimeProvider clock, ILogger<TeamsPipeline> log)
{
    /// <summary>From its arrival.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2.5);

    private const int Carried = 1500;

    /// <summary>Returns within the time that Teams waits; never throws for what was sent.</summary>
    public async Task<Response> Take(Activity activity)
    {
        try
        {
            await learning.From(activity, CancellationToken.None);
            if (Touched.Is(activity))
            {
                await Notice(activity);
                return Response.Taken;
            }
            var meant = Reading.Read(activity, await learning.Mentioned(activity, clock));
            return meant switch
            {
                Acts acts => await Act(acts),
                Looks looks => await Look(looks, activity),
                Greets greets => Greet(greets),
                TakesFile takes => Give(takes.Who, activity),
                Nothing { IsUnknown: true } => Response.Unknown,
                _ => activity.IsInvoke ? Response.Nothing : Response.Taken,
            };
        }
        catch (Exception e)
        {
            log.LogError(e, "What Teams sent did not go through: {Type} {Name}", activity.Type, activity.Name);
            // Teams sends it again; what was stored is recognised then.
            return new(500);
        }
    }

    private async Task Notice(Activity activity)
    {
        var people = await learning.Members(activity, clock);
        foreach (var touched in Touched.Read(activity, people, member => learning.IsBot(activity, member))) await bot.Notice(touched);
    }

    private async Task<Response> Act(Acts acts)
    {
        if (acts.Inbound is Slash { Room: not null } slash) acts = acts with { Inbound = slash with { RoomName = await names.Of(acts.From) } };
        var handling = Task.Run(() => bot.Answer(acts.Inbound, log));
        if (!await Waiting.InTime(handling, acts.From.At + Deadline, clock)) return await answers.Later(Once(handling, acts), acts);
        return await Once(handling, acts) is { } reply ? await answers.Now(reply, acts) : Response.Taken;
    }

    /// <summary>Answers to words are sent by a call of ours: whoever was sent the same and is not the first to know what it came to stays silent. Null: it is not.</summary>
    private async Task<Reply?> Once(Task<Reply> handling, Acts acts)
    {
        var reply = await handling;
        try
        {
            return acts.From.IsInvoke || await IsFirst(acts.Inbound.Request) ? reply : null;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException)
        {
            // Better twice than never.
            return reply;
        }
    }

    private async Task<Response> Look(Looks looks, Activity activity)
    {
        var looking = Task.Run(() => bot.CardFor(looks.Who, looks.Card.Stream, looks.Card.Key));
        if (!await Waiting.InTime(looking, activity.At + Deadline, clock) || await looking is not { } card) return Response.Toast("");
        return Response.Card(await drawn.Kept(card, looks.Card, TeamsPerson.Mine(activity.Json.Text("from", "id")) ?? ""));
    }

    private Response Give(Person who, Activity activity)
    {
        afterwards.Begin(cancel => files.Give(who, Reading.Request(activity), activity.Value, cancel));
        return Response.Nothing;
    }

    private Response Greet(Greets greets)
    {
        afterwards.Begin(async cancel =>
        {
            if (await IsFirst(greets.Acts.Inbound.Request)) await privately.Tell(Greeting(greets.Words), greets.Acts.From, cancel);
        });
        return Response.Taken;
    }

    /// <summary>Nothing is started by it; one press reports the words as they stand.</summary>
    private static Told Greeting(string words)
    {
        Rich says = "Say what you saw in a few words, and it is reported. Nothing was started by this; if it was meant as a report, one press is enough.";
        if (words.Length is 0 or > Carried) return new("Say what you saw in a few words, and it is reported.") { Instead = "/incident help" };
        var kept = ImmutableDictionary<string, string>.Empty.Add(Understanding.TypedWords, words);
        return new(says, new Card([new TextBlock(says), new TextBlock((Rich)$"{words:quote}", Subtle: true)], [new Press("Report this", Report.Offer.Word, "", kept)], says));
    }

    private async Task<bool> IsFirst(string request)
    {
        try
        {
            await store.Write([new Insert(new(TableNames.Index, "teams.seen", request), "{}")]);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }
}
