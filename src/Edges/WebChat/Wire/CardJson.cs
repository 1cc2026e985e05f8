using System.Globalization;
using System.Text.Json;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.WebChat.Wire;

/// <summary>A card as the page's renderer takes it.</summary>
internal static class CardJson
{
    private static readonly SampleOrganisation Organisation = new();

    private static readonly WebDialect Dialect = new(new MarkdownDialect(Organisation.NameOf, target => "#/" + target));

    public static JsonElement Write(Card card) => JsonSerializer.SerializeToElement(AdaptiveJson.Of(card, Dialect));
}

/// <summary>
/// The shared markdown, with times and people as links (<c>#/time/…</c>, <c>#/person/…</c>, <c>#/incident/…</c>), which the page makes
/// into times in the reader's zone, names and ways to rooms.
/// </summary>
internal sealed class WebDialect(MarkdownDialect markdown) : IDialect
{
    public string Write(Rich text) => markdown.Write(Linked(text));

    public string NameOf(Person person) => markdown.NameOf(person);

    private Rich Linked(Rich text)
    {
        var linked = Rich.Empty;
        foreach (var run in Mentions.Linked(text).Runs) linked += Linked(run);
        return linked;
    }

    private Run Linked(Run run) => run switch
    {
        At at => new ToIncident(
            (at.DateOnly ? "date/" : "time/") + at.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            at.Time.UtcDateTime.ToString(at.DateOnly ? "ddd d MMM" : "d MMM HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        Named named => new ToIncident("person/" + named.Person.Id, NameOf(named.Person)),
        ToIncident room => room with { Stream = "incident/" + room.Stream },
        Styled { Style: not Style.Code } styled => styled with { Inner = Linked(styled.Inner) },
        _ => run,
    };
}
