using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Cards;

/// <summary>
/// The shared markdown as Teams draws it: without code, with mentions of those who are to be notified, and with the bot's own name where the product
/// says <c>/incident</c>, because that is how it is typed here.
/// </summary>
/// <param name="name">What people call a person.</param>
/// <param name="link">Address of an incident's room by its stream; null: the label alone is shown.</param>
/// <param name="pings">Who is mentioned, and so notified; everybody else is named.</param>
internal sealed partial class TeamsDialect(Func<Person, string> name, Func<string, string?> link, ImmutableArray<Person> pings = default) : IDialect
{
    /// <summary>How the bot is called in a channel.</summary>
    public const string Command = "@Incident";

    // Characters that nobody types and no font has; what people wrote is rid of them first.
    private const char Begin = '\uE0F0';
    private const char End = '\uE0F1';

    private readonly MarkdownDialect markdown = new(name, link, code: false);
    private readonly List<Person> mentioned = [];

    public string NameOf(Person person) => name(person);

    public string Write(Rich text) => Marked().Replace(markdown.Write(Prepared(text)), mark => Mention(mark.Groups["who"].Value));

    /// <summary>Those who are mentioned in what was written, as the card has to name them.</summary>
    public JsonArray Entities() => [.. mentioned.Select(Entity)];

    /// <summary>What to type, as it is typed here.</summary>
    public static string Typed(string words) => Slash().Replace(words, Command);

    private Rich Prepared(Rich text) => text.Runs.Aggregate(Rich.Empty, (all, run) => all + (run switch
    {
        Named named when Index(named.Person) is { } index => new Plain(string.Create(CultureInfo.InvariantCulture, $"{Begin}{index}{End}")),
        Plain plain => new Plain(Typed(Clean(plain.Text))),
        Styled styled => styled with { Inner = Prepared(styled.Inner) },
        _ => run,
    }));

    private int? Index(Person person) => !pings.IsDefault && pings.IndexOf(person) is >= 0 and var index && TeamsId.Of(person) is not null ? index : null;

    private string Mention(string who)
    {
        if (!int.TryParse(who, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= pings.Length) return "";
        if (!mentioned.Contains(pings[index])) mentioned.Add(pings[index]);
        return At(pings[index]);
    }

    private JsonObject Entity(Person person) => new()
    {
        ["type"] = "mention",
        ["text"] = At(person),
        ["mentioned"] = new JsonObject { ["id"] = TeamsId.Of(person), ["name"] = Called(person) },
    };

    private string At(Person person) => $"<at>{Called(person)}</at>";

    private string Called(Person person) => NotInNames().Replace(Cleaned.Line(name(person)), " ").Trim();

    private static string Clean(string typed) => typed.Replace(Begin, ' ').Replace(End, ' ');

    [GeneratedRegex("\uE0F0(?<who>[0-9]*)\uE0F1?", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    [GeneratedRegex(@"(?<![\w/])/incident\b", RegexOptions.CultureInvariant)]
    private static partial Regex Slash();

    [GeneratedRegex(@"[<>&*_\[\]`~\\]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInNames();
}
