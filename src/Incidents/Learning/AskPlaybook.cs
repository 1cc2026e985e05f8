using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Which playbook is in use, what waits for a decision, and which lesson brought which version.</summary>
public sealed record AskPlaybook : Question
{
    private const int MostPending = 6;
    private const int MostVersions = 10;

    /// <summary>Anywhere: the playbook belongs to no incident.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "playbook", "Playbook", "The playbook in use, changes that wait for a decision, and which lesson brought what", Permissions.Look, (_, _, _) => new AskPlaybook());

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var organisation = view.At.Organisation;
        Rich title = organisation.Current is { } current ? (Rich)$"Playbook version {current.Version}" : "No playbook is adopted yet";
        List<Element> body = [new TextBlock(title, TextSize.Medium, Bolder: true) { Heading = true }, new TextBlock(Bound(view))];
        body.AddRange(Waiting(organisation));
        body.AddRange(Versions(organisation));
        return new([.. body], [], title + ". " + Count(organisation.Pending.Count));
    }

    private static Rich Bound(View view) => (view.Incident, view.At.Organisation.Current) switch
    {
        ({ Playbook: > 0 } incident, { } current) when incident.Playbook != current.Version =>
            (Rich)$"New incidents run on it. {incident.Name} runs on version {incident.Playbook}, with which it began.",
        _ => (Rich)"New incidents run on it.",
    };

    private static Rich Count(int waiting) => waiting switch
    {
        0 => "No change waits for a decision.",
        1 => "One change waits for a decision.",
        _ => (Rich)$"{ReviewWords.Upper(waiting)} changes wait for a decision.",
    };

    private static IEnumerable<Element> Waiting(Organisation organisation)
    {
        yield return new TextBlock(Count(organisation.Pending.Count), Bolder: true) { Separator = true };
        foreach (var change in organisation.Pending.Values.Take(MostPending))
        {
            List<Element> items = [new TextBlock(Origin(change)), ChangeWords.Facts(change.Shown)];
            if (change.Misfit is { } misfit) items.Add(new TextBlock($"This no longer fits the playbook: {misfit}", Tone: Tone.Warning));
            items.Add(new ActionSet(Buttons(change)));
            yield return new Container([.. items]) { Separator = true };
        }
        if (organisation.Pending.Count > MostPending) yield return new TextBlock($"{organisation.Pending.Count - MostPending} more come up once these are decided.", Subtle: true);
    }

    private static Rich Origin(PendingChange change)
    {
        Rich from = change.Origin switch
        {
            { Incident: { } incident } origin => (Rich)$"From {new ToIncident(origin.Stream, incident)}, lesson {origin.Lesson}: {origin.What:quote}",
            not null => "From a private incident",
            null => (Rich)$"{change.Shown.Place} differs from the playbook in use",
        };
        return change.Author is { } author ? from + $". Proposed by {author}." : from + ".";
    }

    /// <summary>They belong to no incident: the change is named by its id, so that a change from a private one can be decided too.</summary>
    private static ImmutableArray<CardAction> Buttons(PendingChange change)
    {
        var values = ImmutableDictionary<string, string>.Empty.Add("change", change.Id).Add("seen", change.Version.ToString(CultureInfo.InvariantCulture));
        Press reject = new(RejectChange.Offer.Label, RejectChange.Offer.Word, "", values);
        return change.Misfit is null ? [new Press(ApproveChange.Offer.Label, ApproveChange.Offer.Word, "", values, Emphasis.Positive), reject] : [reject];
    }

    private static IEnumerable<Element> Versions(Organisation organisation)
    {
        if (organisation.Versions.IsEmpty) yield break;
        yield return new TextBlock("Versions", Bolder: true) { Separator = true };
        foreach (var version in organisation.Versions.Keys.Reverse().Take(MostVersions)) yield return new TextBlock($"{version}: {CameFrom(organisation, version)}");
        if (organisation.Versions.Count > MostVersions) yield return new TextBlock($"{organisation.Versions.Count - MostVersions} earlier ones are kept.", Subtle: true);
    }

    private static Rich CameFrom(Organisation organisation, int version) => organisation.Lessons.GetValueOrDefault(version) switch
    {
        { Incident: { } incident } lesson => (Rich)$"{lesson.What:quote} ({new ToIncident(lesson.Stream, incident)} lesson {lesson.Lesson})",
        not null => "a lesson of a private incident",
        null => "the file, or the default of a release",
    };
}
