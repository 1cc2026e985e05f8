using System.Collections.Immutable;
using System.Text;
using ChatOpsIncident.Incidents.Preparation.Reading;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>Reads a playbook from YAML. Pure: who calls it has read the files. Finds every fault at once.</summary>
public static class PlaybookReader
{
    /// <summary>The most that all files of a playbook may come to, in bytes of UTF-8.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Reads one text.</summary>
    public static PlaybookReading Read(string yaml) => Read([new PlaybookText("playbook", yaml)]);

    /// <summary>Reads a playbook from its main file, which comes first, and the files that it includes.</summary>
    public static PlaybookReading Read(IReadOnlyList<PlaybookText> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = new Faults();
        var playbook = Whole(files, faults, stored: false);
        if (playbook is not null && !faults.Any) playbook = playbook with { Yaml = PlaybookWriter.Write(playbook) };
        return faults.Any ? new(null, faults.InOrder(files)) : new(playbook, []);
    }

    /// <summary>The names under <c>include</c> of the main file with their places; empty if there are none or it cannot be read.</summary>
    public static ImmutableArray<PlaybookInclude> Includes(PlaybookText main)
    {
        ArgumentNullException.ThrowIfNull(main);
        if (Encoding.UTF8.GetByteCount(main.Text) > MostBytes) return [];
        var root = YamlTree.Parse(main.File, main.Text, new()) as YamlMap;
        return root is null ? [] : [.. new Fields(root, "playbook", new()).Words("include").Select(w => new PlaybookInclude(w.Value.Trim(), w.At.Line, w.At.Column))];
    }

    /// <summary>Reads a version that was adopted once: it was right then, whatever a newer bot asks for.</summary>
    internal static Playbook Adopted(int version, string yaml)
    {
        if (yaml == Playbooks.Default.Yaml) return Playbooks.Default with { Version = version };
        var playbook = Whole([new PlaybookText("playbook", yaml)], new(), stored: true);
        return (playbook ?? Playbooks.Default) with { Version = version, Yaml = yaml };
    }

    private static Playbook? Whole(IReadOnlyList<PlaybookText> files, Faults faults, bool stored)
    {
        if (files.Sum(f => (long)Encoding.UTF8.GetByteCount(f.Text)) is var bytes && bytes > MostBytes)
        {
            faults.Add(new(files[0].File, 1, 1), $"This playbook has {bytes / 1024} KiB; {MostBytes / 1024} KiB are the most. Take out what is not policy.");
            return null;
        }
        var roots = ImmutableArray.CreateBuilder<YamlMap>();
        var readable = true;
        foreach (var (file, text) in files)
        {
            var before = faults.Count;
            var root = YamlTree.Parse(file, text, faults);
            if (root is YamlMap map) roots.Add(map);
            else if (root is not null) faults.Add(root.At, "A playbook is written as sections, each a word with a colon: 'severities:', 'questions:' and so on.");
            else if (faults.Count == before) faults.Add(new(file, 1, 1), "This file is empty. Start from the default: the command 'playbook' prints it.");
            readable &= root is YamlMap;
        }
        if (!readable) return null;
        var references = new References(faults);
        var all = new Sections(references, faults, stored).Read(new(Merge(roots.ToImmutable(), faults), "playbook", faults));
        references.Check(all);
        return all;
    }

    /// <summary>One map of all files: lists go on where the one before ended, permissions come together, everything else stands once.</summary>
    private static YamlMap Merge(ImmutableArray<YamlMap> files, Faults faults)
    {
        var entries = new List<YamlEntry>();
        foreach (var (entry, isMain) in files.SelectMany((f, i) => f.Entries.Select(e => (e, i == 0))))
        {
            if (entry.Key.Value == "include")
            {
                if (!isMain) faults.Add(entry.Key.At, "Only the main file may include others. Name this file there.");
                continue;
            }
            var at = entries.FindIndex(e => e.Key.Value == entry.Key.Value);
            if (at < 0) entries.Add(entry);
            else if (Together(entries[at].Value, entry.Value) is { } both) entries[at] = entries[at] with { Value = both };
            else faults.Add(entry.Key.At, $"'{entry.Key.Value}' stands in {entries[at].Key.At.File} too, line {entries[at].Key.At.Line}. Keep one of them.");
        }
        return new(files[0].At, [.. entries]);
    }

    private static Yaml? Together(Yaml first, Yaml second) => (first, second) switch
    {
        (YamlList a, YamlList b) => a with { Items = [.. a.Items, .. b.Items] },
        (YamlMap a, YamlMap b) when !a.Entries.Any(e => b[e.Key.Value] is not null) => a with { Entries = [.. a.Entries, .. b.Entries] },
        _ => null,
    };
}
