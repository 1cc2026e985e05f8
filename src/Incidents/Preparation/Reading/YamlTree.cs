using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>YAML as far as a playbook needs it: texts, lists and maps, each with its place. No references, no types of YAML's own.</summary>
internal abstract record Yaml(Spot At);

/// <summary>A single value. <paramref name="Quoted"/>: its first character stands one column further right.</summary>
internal sealed record YamlText(Spot At, string Value, bool Quoted) : Yaml(At);

internal sealed record YamlList(Spot At, ImmutableArray<Yaml> Items) : Yaml(At);

internal sealed record YamlMap(Spot At, ImmutableArray<YamlEntry> Entries) : Yaml(At)
{
    public Yaml? this[string key] => Entries.FirstOrDefault(e => e.Key.Value == key)?.Value;
}

internal sealed record YamlEntry(YamlText Key, Yaml Value);

/// <summary>Reads one document, bounded in depth; its length is bounded before.</summary>
internal sealed class YamlTree
{
    private const int Deepest = 12;
    private readonly Parser parser;
    private readonly string file;
    private readonly Faults faults;

    private YamlTree(string file, string text, Faults faults)
    {
        parser = new(new Scanner(new StringReader(text), skipComments: true));
        (this.file, this.faults) = (file, faults);
    }

    /// <summary>Null if it is empty or not YAML; the faults say so.</summary>
    public static Yaml? Parse(string file, string text, Faults faults)
    {
        var tree = new YamlTree(file, text, faults);
        try
        {
            return tree.Document();
        }
        catch (YamlException broken)
        {
            faults.Add(tree.Where(text, broken, out var words), words);
            return null;
        }
        catch (StopReadingException)
        {
            return null;
        }
    }

    /// <summary>A tab is the likeliest cause, wherever the parser stumbles.</summary>
    private Spot Where(string text, YamlException broken, out string words)
    {
        var lines = text.Split('\n');
        var tab = Array.FindIndex(lines, l => l[..(l.Length - l.TrimStart().Length)].Contains('\t'));
        words = tab >= 0
            ? "There is a tab at the beginning of this line. Indent with spaces."
            : "The text cannot be read as YAML from here on. Look at this line and the one above: an indentation, a colon, a bracket or a closing quote is not right.";
        var at = tab >= 0 ? new(file, tab + 1, 1) : Where(broken.Start);
        return at.Line <= lines.Length ? at : new(file, lines.Length, lines[^1].Length + 1);
    }

    private Yaml? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var root = Node(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second)) faults.Add(Where(second.Start), "A second document begins here (---). A playbook file is one document; take this line out.");
        return root is YamlText { Value: "", Quoted: false } ? null : root;
    }

    private Yaml Node(int depth)
    {
        if (parser.Accept<AnchorAlias>(out var alias)) Stop(alias.Start, $"*{alias.Value} refers to another part of the file. Write that part out here; a playbook has no references.");
        if (parser.Accept<NodeEvent>(out var node))
        {
            if (!node.Anchor.IsEmpty) Stop(node.Start, $"&{node.Anchor.Value} names this part for references. Take the name out; a playbook has no references.");
            if (!node.Tag.IsEmpty) Stop(node.Start, $"{node.Tag.Value} asks for a type of YAML's own. Take it out.");
            if (depth > Deepest) Stop(node.Start, "This is nested deeper than anything in a playbook. Look for brackets that are not closed, or for an indentation that is too deep.");
        }
        if (parser.TryConsume<Scalar>(out var scalar)) return new YamlText(Where(scalar.Start), scalar.Value, scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted);
        if (parser.TryConsume<SequenceStart>(out var list)) return List(list, depth);
        return Map(parser.Consume<MappingStart>(), depth);
    }

    private YamlList List(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Yaml>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new(Where(start.Start), items.ToImmutable());
    }

    private YamlMap Map(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var (key, value) = (Node(depth + 1), Node(depth + 1));
            if (key is not YamlText word) faults.Add(key.At, "Before a colon there has to be a word.");
            else if (lines.TryAdd(word.Value, word.At.Line)) entries.Add(new(word, value));
            else faults.Add(word.At, $"'{word.Value}' stands here twice, first in line {lines[word.Value]}. Keep one of them.");
        }
        return new(Where(start.Start), entries.ToImmutable());
    }

    private void Stop(Mark mark, string words)
    {
        faults.Add(Where(mark), words);
        throw new StopReadingException();
    }

    private Spot Where(Mark mark) => new(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    private sealed class StopReadingException : Exception;
}
