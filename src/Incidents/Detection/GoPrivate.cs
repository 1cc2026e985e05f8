using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Everybody could see it, and should not any more: it goes on in a private room with members chosen anew, and the old room is emptied.</summary>
/// <param name="Without">Belonged to it, and is left out.</param>
/// <param name="RolesOnly">Only whoever has a role comes along, and who asks.</param>
public sealed record GoPrivate(string? Because, ImmutableArray<Person> Without, bool RolesOnly = false) : Command<Incident>
{
    /// <summary><c>private because …</c>, <c>private without @dana because …</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "private", "Make it private", "Go on in a private room, with members chosen anew", Permissions.Lead, PrivateForm.Read)
    {
        Usage = "[without @someone] because …",
        Sample = (_, _) => new GoPrivate("names of people are in it", []),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        if (incident.Reported.Visibility.Private) return new Already($"{incident.Name} is private already. To let somebody in: {"/incident call @someone why":code}.");
        if (Reason.Of(Because) is not { } because) return new Refused("Say why, so that the record explains it.", "/incident private because …", "because");
        if (Fits.TooLong(because, "because") is { } tooLong) return tooLong;
        if (Without.FirstOrDefault(p => p == at.Who.Person || RoleOf(incident, p) is not null) is { } stays) return Stays(incident, stays, at);
        return Happens(incident, because, at);
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        // No link: what leads there still knows the old room.
        $"{incident.Name:b} is private now and goes on in {"#" + incident.Reported.RoomName:b}, which opens now. The old room is emptied and then closed; who was in it stands on the timeline.";

    private List<Event> Happens(Incident incident, string because, Moment at)
    {
        var me = at.Who.Someone;
        var left = Membership.MayLook(incident).Where(p => p != me && RoleOf(incident, p) is null && (RolesOnly || Without.Contains(p)));
        var joined = Membership.Of(incident).Contains(me) ? [] : Joined.IfNew(incident, me);
        return [.. joined, new WentPrivate(because, [.. left], [.. Membership.Of(incident).Union(incident.Room.Came)]) { NextRoom = ChatPlan.HasRoom(incident, at.Playbook) }];
    }

    private static Refused Stays(Incident incident, Person person, Moment at) => RoleOf(incident, person) is { } role
        ? new($"{person} has a role here. Give it to somebody else first, or let them come along.", $"/incident role {role} @someone", "without")
        : new("You can't leave yourself out. Ask somebody who stays to do it.", null, "without");

    private static string? RoleOf(Incident incident, Person person) => incident.Response.Roles.FirstOrDefault(r => r.Value == person).Key;
}

/// <summary>It does not exist any more for those who are not in it.</summary>
/// <param name="LeftOut">Belonged to it, and do not any more.</param>
/// <param name="CouldSee">Who was in the room until then; besides, it was open to everyone.</param>
[StoredAs("detection.went-private", 1)]
public sealed record WentPrivate(Text Because, ImmutableArray<Person> LeftOut, ImmutableArray<Person> CouldSee) : Event<Incident>
{
    /// <summary>There was a room, and the next one follows.</summary>
    public bool NextRoom { get; init; } = true;

    internal override Rich Line
    {
        get
        {
            var were = CouldSee.IsEmpty ? Rich.Empty : (Rich)$"; in the room were {Rich.People(CouldSee)}";
            var left = LeftOut.IsEmpty ? Rich.Empty : (Rich)$". Left out: {Rich.People(LeftOut)}";
            return $"went private: {Because:quote}. Until then it was open to everyone{were}{left}";
        }
    }

    internal override Incident Evolve(Incident i) => i with
    {
        Room = NextRoom ? i.Room.Next(i) : i.Room,
        Detection = i.Reported with
        {
            Visibility = i.Reported.Visibility with { Private = true, LeftOut = LeftOut },
            RoomName = NextRoom ? RoomName.Next(Plain(i), i.Room.Generation + 1) : Plain(i),
        },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(
            Place.Room,
            $"{recorded.By} made {now.Name:b} private: {Because:quote}. It goes on here; whoever is in this room may know of it, nobody else. To let somebody in: {"/incident call @someone why":code}.");
        // What left-out people were told directly goes, as words do that were removed.
        if (!LeftOut.IsEmpty) yield return new SaidAnew();
        foreach (var other in now.Reported.Others) yield return new Errand(other.Stream, new Assessment.HideSurvivor(now.Id));
        if (now.Learning.Lessons.Values.Any(l => l.Became is Learning.LessonChange)) yield return new Errand(StreamId.Organisation, new Learning.HideOrigins(now.Id));
    }

    private static string Plain(Incident i) => Detection.RoomName.Of(i.Reported.Number, "", isPrivate: true);
}
