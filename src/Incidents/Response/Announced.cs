using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Everybody may know of it, and is told where the organisation announces incidents. Where that was at this moment stands in the event.</summary>
[StoredAs("response.announced", 1)]
public sealed record Announced(ImmutableArray<AnnouncementPlace> Places) : Event<Incident>
{
    internal override Telling Telling => Telling.Followed;

    internal override Rich Line => $"announced in {Counted.Of(Places.Length, "channel")}";

    /// <summary>What has to be announced now; null: nothing, or it is not for everyone.</summary>
    internal static Announced? If(Incident declared, Moment at)
    {
        if (!AnnouncementCard.IsForEveryone(declared)) return null;
        var places = (at.Organisation.Current ?? at.Playbook).Announce.RemoveAll(declared.Response.Announced.Contains);
        return places.IsEmpty ? null : new(places);
    }

    internal override Incident Evolve(Incident i) => i with { Response = i.Response with { Announced = [.. i.Response.Announced, .. Places] } };
}
