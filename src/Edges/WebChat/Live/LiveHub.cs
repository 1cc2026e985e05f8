using System.Collections.Immutable;
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

/// <summary>Passes changes on: of a private place to those who are in it, else to everyone. Other instances hear of them through the store, where there are any.</summary>
internal sealed class Notices
{
    private readonly IHubContext<LiveHub> hub;

    public Notices(IHubContext<LiveHub> hub, PlaceRows places)
    {
        this.hub = hub;
        places.Changed += place => _ = Tell(place);
    }

    /// <summary>Called with each, after our own pages were told; nobody waits for it.</summary>
    public Func<Change, Task> Said { get; set; } = _ => Task.CompletedTask;

    /// <summary>Something that only this person sees changed in this place.</summary>
    public Task Tell(string person, string place) => Tell(new Change(place, null, [person]));

    /// <summary>Our own pages only.</summary>
    public Task Show(Change change)
    {
        var to = change.To is { } people ? hub.Clients.Groups(people) : hub.Clients.All;
        return to.SendAsync("changed", new Notice(change.Place, change.Version));
    }

    private Task Tell(Place place) => Tell(new Change(place.Id, place.Version, place.Private || place.Direct ? place.Members : null));

    private async Task Tell(Change change)
    {
        await Show(change);
        _ = Said(change);
    }
}

/// <summary>That a place changed, and whom it concerns.</summary>
/// <param name="To">Ids of people; null: everyone.</param>
internal sealed record Change(string Place, int? Version, ImmutableArray<string>? To);

/// <summary>What a page is told.</summary>
/// <param name="Version">The place's version; null: something private changed there.</param>
internal sealed record Notice(string Place, int? Version);
