using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Rows;
using Microsoft.AspNetCore.SignalR;

namespace ChatOpsIncident.Edges.WebChat.Live;

/// <summary>Tells open pages that something changed; they read what. Nothing can be asked of it.</summary>
internal sealed class LiveHub : Hub
{
    public override async Task OnConnectedAsync()
    {
        var handle = Context.GetHttpContext()?.Request.Query["as"].ToString();
        if (SampleOrganisation.ByHandle(handle) is not { } who)
        {
            Context.Abort();
            return;
        }
        await Groups.AddToGroupAsync(Context.ConnectionId, who.Person.Id);
    }
}

/// <summary>Passes changes on: of a private place to those who are in it, else to everyone.</summary>
internal sealed class Notices
{
    private readonly IHubContext<LiveHub> hub;

    public Notices(IHubContext<LiveHub> hub, PlaceRows places)
    {
        this.hub = hub;
        places.Changed += place => _ = Tell(place);
    }

    /// <summary>Something that only this person sees changed in this place.</summary>
    public Task Tell(string person, string place) => hub.Clients.Group(person).SendAsync("changed", new Notice(place, null));

    private Task Tell(Place place)
    {
        var to = place.Private || place.Direct ? hub.Clients.Groups(place.Members) : hub.Clients.All;
        return to.SendAsync("changed", new Notice(place.Id, place.Version));
    }
}

/// <summary>What a page is told.</summary>
/// <param name="Version">The place's version; null: something private changed there.</param>
internal sealed record Notice(string Place, int? Version);
