using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ChatOpsIncident.Specs.House;

/// <summary>What src/README.md tells is so: the files that it names are there, and the doors that it lists are all there are.</summary>
public class ReadmeSpecs
{
    private static readonly string[] Rooms = ["Detection", "Assessment", "Response", "Learning"];

    [Fact]
    public void The_files_and_folders_it_names_are_there()
    {
        var named = Regex.Matches(Repository.Read("src/README.md"), "`([A-Za-z]+/[A-Za-z./]*)`").Select(m => m.Groups[1].Value).Distinct().ToArray();
        named.Length.ShouldBeGreaterThan(10);
        named.Where(path => !File.Exists(Repository.In("src/" + path)) && !Directory.Exists(Repository.In("src/" + path)))
            .ShouldBeNone("src/README.md names what is not there.");
    }

    [Fact]
    public void On_the_way_of_a_click_each_file_is_named_once()
    {
        var way = Section("The way of one click");
        var files = Regex.Matches(way, @"`([A-Za-z/]+\.cs)`").Select(m => m.Groups[1].Value).ToArray();
        files.Length.ShouldBeGreaterThan(5);
        files.ShouldBeUnique();
    }

    [Fact]
    public void The_doors_it_lists_are_stored_events()
    {
        var events = EventCatalogue.All.Select(e => e.Value.Name).ToHashSet(StringComparer.Ordinal);
        Doors().Where(d => !events.Contains(d)).ShouldBeNone("src/README.md lists a door that is no event.");
    }

    /// <summary>State is one record per stage; whoever changes another room's is a door, and listed.</summary>
    [Fact]
    public void An_event_changes_its_own_rooms_record_only_unless_it_is_a_door() => Repository.Product
        .Where(s => Rooms.Any(room => s.Path.StartsWith($"src/Incidents/{room}/", StringComparison.Ordinal)))
        .SelectMany(s => s.Each<MethodDeclarationSyntax>()
            .Where(m => m.Identifier.Text == "Evolve" && m.ParameterList.Parameters.Count == 1)
            .SelectMany(m => RoomsChanged(m).Where(room => room != s.Path.Split('/')[2]).Select(room => (At: s.At(m), Event: ((TypeDeclarationSyntax)m.Parent!).Identifier.Text, Room: room))))
        .Where(e => !Doors().Contains(e.Event))
        .Select(e => $"{e.At}: {e.Event} changes {e.Room}")
        .ShouldBeNone("Either it belongs into the other room, or it is one of the few doors: then list it in src/README.md.");

    private static IEnumerable<string> RoomsChanged(MethodDeclarationSyntax evolve)
    {
        var state = evolve.ParameterList.Parameters[0].Identifier.Text;
        return evolve.DescendantNodes().OfType<WithExpressionSyntax>()
            .Where(w => w.Expression is IdentifierNameSyntax name && name.Identifier.Text == state)
            .SelectMany(w => w.Initializer.Expressions.OfType<AssignmentExpressionSyntax>())
            .Select(a => a.Left.ToString())
            .Where(Rooms.Contains)
            .Distinct();
    }

    private static HashSet<string> Doors() => [.. Regex.Matches(Section("Doors"), "`([A-Z][A-Za-z]+)`").Select(m => m.Groups[1].Value)];

    private static string Section(string title)
    {
        var readme = Repository.Read("src/README.md").ReplaceLineEndings("\n");
        var from = readme.IndexOf($"## {title}\n", StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, $"src/README.md has a section '{title}'.");
        var to = readme.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        return to < 0 ? readme[from..] : readme[from..to];
    }
}
