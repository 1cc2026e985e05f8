using System.Text;
using ChatOpsIncident.Incidents.Preparation.Reading;
using YamlDotNet.RepresentationModel;

namespace ChatOpsIncident.Incidents.Learning.Edits;

/// <summary>Anything else, as a piece of the playbook's YAML: its keys replace those that are there, entries of lists are matched by their id.</summary>
public sealed record ChangeYaml(Text Piece) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => "The playbook, as YAML";

    internal override string? Reads(Playbook playbook) => null;

    internal override Playbook? Change(Playbook playbook, string? because) => null;

    private protected override string? Yaml(Playbook playbook, string? because)
    {
        var faults = new Faults();
        var piece = Piece.Value ?? "";
        if (Encoding.UTF8.GetByteCount(piece) > PlaybookReader.MostBytes || YamlTree.Parse("change", piece, faults) is not YamlMap || faults.Any) return piece;
        var (whole, part) = (Load(PlaybookWriter.Write(playbook)), Load(piece));
        Merge((YamlMappingNode)whole.Documents[0].RootNode, (YamlMappingNode)part.Documents[0].RootNode);
        var text = new StringWriter { NewLine = "\n" };
        whole.Save(text, assignAnchors: false);
        return text.ToString();
    }

    private protected override Shown Show(Playbook before, Playbook after) => YamlWords.Compare(Place(before), before, after);

    private static YamlStream Load(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return stream;
    }

    private static void Merge(YamlMappingNode into, YamlMappingNode from)
    {
        foreach (var (key, value) in from.Children)
        {
            into.Children.TryGetValue(key, out var there);
            if (there is YamlMappingNode group && value is YamlMappingNode its) Merge(group, its);
            else if (there is YamlSequenceNode list && value is YamlSequenceNode items && items.Children.All(i => Id(i) is not null)) Merge(list, items);
            else into.Children[key] = value;
        }
    }

    private static void Merge(YamlSequenceNode into, YamlSequenceNode from)
    {
        foreach (var item in from.Children)
        {
            if (into.Children.FirstOrDefault(c => Id(c) == Id(item)) is YamlMappingNode there) Merge(there, (YamlMappingNode)item);
            else into.Children.Add(item);
        }
    }

    private static string? Id(YamlNode node) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("id"), out var id) ? (id as YamlScalarNode)?.Value : null;
}

/// <summary>The playbook's file changed while the chat had changed it too, or a newer default ships: the whole of it is proposed.</summary>
/// <param name="Whole">Canonical YAML.</param>
/// <param name="Shipped">It is the default of this release.</param>
public sealed record ReplaceFile(Text Whole, bool? Shipped = null) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => Shipped == true ? "The default of this release" : "The playbook file";

    internal override string? Reads(Playbook playbook) => null;

    internal override Playbook? Change(Playbook playbook, string? because) => null;

    private protected override string? Yaml(Playbook playbook, string? because) => Whole.Value;

    private protected override Shown Show(Playbook before, Playbook after) => YamlWords.Compare(Place(before), before, after);
}

/// <summary>Two playbooks side by side, as far as they differ.</summary>
internal static class YamlWords
{
    /// <summary>The lines that go, and the lines that come.</summary>
    public static Shown Compare(string place, Playbook before, Playbook after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return new(place, Left(old, now), Left(now, old));
    }

    private static string[] Lines(Playbook playbook) => PlaybookWriter.Write(playbook).Split('\n');

    private static string? Left(string[] lines, string[] without)
    {
        var counts = without.GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());
        var left = new List<string>();
        foreach (var line in lines)
        {
            if (counts.TryGetValue(line, out var count) && count > 0) counts[line] = count - 1;
            else left.Add(line.Trim());
        }
        return left.Count == 0 ? null : string.Join('\n', left);
    }
}
