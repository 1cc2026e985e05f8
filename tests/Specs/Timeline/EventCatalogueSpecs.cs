using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChatOpsIncident.Specs.Timeline;

/// <summary>
/// What is stored once can be read forever: every stored event with its version and its members stands in <c>EventCatalogue.approved.txt</c>.
/// </summary>
public class EventCatalogueSpecs
{
    private const string Line = "=== above: released, never changes; below: in no release yet ===";

    private static readonly JsonSerializerOptions Json = new(EventCatalogue.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [Fact]
    public void Every_stored_event_is_approved()
    {
        var released = Approved().Released;
        var now = $"{released}{Line}\n{string.Concat(Entries().Except(released.Split("\n\n").Select(e => e.Trim('\n') + "\n\n")))}".TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(PathOf(), now);
        var approved = File.ReadAllText(PathOf()).ReplaceLineEndings("\n");
        if (approved == now) return;
        var (gone, added) = (approved.Split('\n').Except(now.Split('\n')), now.Split('\n').Except(approved.Split('\n')));
        Assert.Fail($"""
            The stored events are not those of EventCatalogue.approved.txt:
            {string.Join('\n', [.. gone.Select(l => "  - " + l), .. added.Select(l => "  + " + l)])}
            If that is meant: APPROVE=1 dotnet test tests/Specs --filter EventCatalogueSpecs, look at the difference in git, commit it.
            """);
    }

    [Fact]
    public void A_released_event_never_changes()
    {
        var changed = Approved().Released.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e.Trim('\n') + "\n\n").Except(Entries()).ToArray();
        changed.ShouldBeEmpty("These were released as they stand in EventCatalogue.approved.txt, and are not so any more. Keep that record, and add one with the next version.");
    }

    [Fact]
    public void Names_tell_the_room_and_the_event()
    {
        foreach (var ((name, version), type) in EventCatalogue.All)
        {
            name.ShouldMatch("^[a-z]+\\.[a-z]+(-[a-z]+)*$");
            name.Split('.')[0].ShouldBe(type.Namespace!.Split('.')[^1].ToLowerInvariant(), $"{type.Name} lives in another room than its name says.");
            version.ShouldBeGreaterThan(0);
        }
    }

    private static IEnumerable<string> Entries() => EventCatalogue.All
        .OrderBy(e => e.Key.Type, StringComparer.Ordinal).ThenBy(e => e.Key.Version)
        .Select(e => $"{e.Key.Type} {e.Key.Version}\n{string.Concat(Members(e.Value).Select(m => $"  {m}\n"))}\n");

    /// <summary>The members as they are written, each with its type; what every event has is left out.</summary>
    private static IEnumerable<string> Members(Type type) => Json.GetTypeInfo(type).Properties
        .Where(p => p.Get is not null && p.Name != "happened" && p.AttributeProvider is System.Reflection.PropertyInfo { GetMethod.IsPublic: true })
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => $"{p.Name}: {Named(p.PropertyType)}");

    private static string Named(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Named(inner) + "?";
        if (type.IsEnum) return string.Join('|', Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
        var info = Json.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => $"[{Named(info.ElementType!)}]",
            JsonTypeInfoKind.Dictionary => $"{{{Named(type.GetGenericArguments()[0])}: {Named(info.ElementType!)}}}",
            JsonTypeInfoKind.Object => $"({string.Join(", ", Members(type))})",
            _ => type.Name,
        };
    }

    private static (string Released, string Other) Approved()
    {
        var all = File.Exists(PathOf()) ? File.ReadAllText(PathOf()).ReplaceLineEndings("\n") : Line;
        return (all[..all.IndexOf(Line, StringComparison.Ordinal)], all[all.IndexOf(Line, StringComparison.Ordinal)..]);
    }

    private static string PathOf([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "EventCatalogue.approved.txt");
}
