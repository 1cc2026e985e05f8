using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>What everybody may know, in the channels where incidents are announced: kept current until the end, taken away when it goes private.</summary>
internal static class AnnouncementCard
{
    /// <summary>What its keys in the plan begin with; the place's number follows.</summary>
    public const string Key = "announcement.";

    /// <summary>One card for each place.</summary>
    public static IEnumerable<CardPlan> All(Incident incident, Playbook pinned) => incident.Response.Announced.Select((place, i) =>
        new CardPlan(Key + i.ToString(CultureInfo.InvariantCulture), new Announcing(place), Of(incident, pinned, place)) { Away = !IsForEveryone(incident) });

    /// <summary>Nobody is to be kept from knowing.</summary>
    public static bool IsForEveryone(Incident incident) => !incident.Reported.Visibility.Private && incident.Reported.Visibility.Barred.IsEmpty;

    private static Card Of(Incident incident, Playbook pinned, AnnouncementPlace place)
    {
        var severity = incident.Response.Severity;
        return new(
            [
                new TextBlock($"{severity} · {HomeWords.Title(incident, pinned)}", TextSize.Medium, Bolder: true, Tone: HomeWords.Tone(incident.Status is Status.Responding ? severity : null, pinned)) { Heading = true },
                new TextBlock(HomeWords.Status(incident), Bolder: true),
                new FactSet(
                [
                    new("Incident", $"{incident.Name:b}"),
                    new("Room", incident.Reported.Platform == place.Platform ? (Rich)$"{incident.Link()}" : (Rich)$"{incident.Link()}, in {Called(incident.Reported.Platform)}"),
                    .. incident.Response.Commander is { } commander ? [new Fact("Commander", $"{commander}")] : Array.Empty<Fact>(),
                ]),
            ],
            [Conversation.ShowStatus.Offer.Button(incident)],
            $"{incident.Name} · {severity} · {HomeWords.Title(incident, pinned)}");
    }

    /// <summary>The chat's name as a word.</summary>
    private static string Called(string platform) => char.ToUpperInvariant(platform[0]) + platform[1..];
}
