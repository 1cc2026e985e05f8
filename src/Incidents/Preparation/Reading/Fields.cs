using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>The keys of one map, read one by one; what is missing, wrong or unknown becomes a fault and reading goes on.</summary>
/// <param name="what">For people: "severity", "task".</param>
internal sealed class Fields(YamlMap map, string what, Faults faults)
{
    private readonly List<string> known = [];
    private readonly List<string> missing = [];

    /// <summary>Where the value of this key stands, or the map if it is not there.</summary>
    public Spot At(string key) => map[key]?.At ?? map.At;

    /// <summary>Whether the key is there, readable or not.</summary>
    public bool Has(string key) => map[key] is not null;

    /// <summary>Where the first character of this text stands.</summary>
    public Spot Inside(string key) => map[key] is YamlText text ? text.At.Right(text.Quoted ? 1 : 0) : At(key);

    /// <summary>A text that has to be there; "" after a fault.</summary>
    public string Text(string key, int longest = 300)
    {
        if (Maybe(key, longest) is { } text) return text;
        if (map[key] is null) Missing(key);
        return "";
    }

    /// <summary>A text or null. White space of any kind counts as one space.</summary>
    public string? Maybe(string key, int longest = 300) => Value(key) switch
    {
        null => null,
        YamlText text => Plain(text, $"'{key}'", longest),
        var other => Wrong<string?>(other, key, "words", "not a list or a group of keys"),
    };

    /// <summary>An id: short, without spaces, the same in every language.</summary>
    public string Id(string key = "id")
    {
        var id = Text(key, 60);
        if (id.Length > 0 && !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
            faults.Add(At(key), $"The {key} '{id}' may hold only letters a to z, digits and hyphens, for example 'check-logs-1'.");
        return id;
    }

    /// <summary>A length of time that has to be there; a second after a fault.</summary>
    public TimeSpan Length(string key)
    {
        if (map[key] is null) Missing(key);
        return MaybeLength(key) ?? TimeSpan.FromSeconds(1);
    }

    public TimeSpan? MaybeLength(string key) => Value(key) switch
    {
        null => null,
        YamlText text when Duration.Parse(text.Value) is { } length => length,
        YamlText text => Wrong<TimeSpan?>(text, key, "a length of time like 90s, 15m, 4h or 2d, at most 400d", $"not '{text.Value}'"),
        var other => Wrong<TimeSpan?>(other, key, "a length of time like 90s, 15m, 4h or 2d, at most 400d", "not a list or a group of keys"),
    };

    public bool Flag(string key, bool otherwise = false) => Value(key) switch
    {
        null => otherwise,
        YamlText { Value: "true" or "True" or "yes" or "Yes" } => true,
        YamlText { Value: "false" or "False" or "no" or "No" } => false,
        YamlText text => Wrong<bool>(text, key, "true or false", $"not '{text.Value}'"),
        var other => Wrong<bool>(other, key, "true or false", "not a list or a group of keys"),
    };

    /// <summary>A whole number between two others, or 0.</summary>
    public int Number(string key, int least, int most) => Value(key) switch
    {
        null => 0,
        YamlText text when int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        YamlText text => Wrong<int>(text, key, $"a whole number from {least} to {most}", $"not '{text.Value}'"),
        var other => Wrong<int>(other, key, $"a whole number from {least} to {most}", "not a list or a group of keys"),
    };

    /// <summary>A list of words; a single word counts as a list of one.</summary>
    public ImmutableArray<YamlText> Words(string key, bool required = false)
    {
        var value = Value(key);
        if (value is null && required) Missing(key);
        if (value is YamlText { Value.Length: > 0 } one) return [one];
        if (value is not null and not YamlList) return Wrong<ImmutableArray<YamlText>?>(value, key, "a list, for example [one, two]", "nothing else") ?? [];
        return [.. Items(key, value as YamlList, required).Select(i => i as YamlText ?? Wrong<YamlText?>(i, key, "a list of words", "not of groups of keys")).OfType<YamlText>()
            .Where(t => Plain(t, $"an entry of '{key}'", 150) is not null)];
    }

    /// <summary>A list of maps.</summary>
    public ImmutableArray<T> Each<T>(string key, string each, Func<Fields, T> read, bool required = false)
    {
        var value = Value(key);
        if (value is null && required) Missing(key);
        if (value is not null and not YamlList) return Wrong<ImmutableArray<T>?>(value, key, $"a list: a line with a hyphen for each {each}", "nothing else") ?? [];
        return [.. Items(key, value as YamlList, required).Select(i => Child(i, each)).OfType<Fields>().Select(f =>
        {
            var item = read(f);
            f.NothingElse();
            return item;
        })];
    }

    /// <summary>A map of its own; null if it is not there.</summary>
    public Fields? Group(string key, string each, bool required = false)
    {
        var value = Value(key);
        if (value is null && required) Missing(key);
        return value is null ? null : Child(value, each);
    }

    /// <summary>After everything was asked for: what is there besides, with the key that was probably meant, and what is missing.</summary>
    public void NothingElse()
    {
        foreach (var (key, _) in map.Entries.Where(e => !known.Contains(e.Key.Value)))
        {
            var meant = Nearest.To(key.Value, missing) ?? Nearest.To(key.Value, known);
            if (meant is not null) missing.Remove(meant);
            faults.Add(key.At, meant is not null
                ? $"{Upper(A(what))} has no '{key.Value}'. Did you mean '{meant}'?"
                : $"{Upper(A(what))} has no '{key.Value}'. It knows {string.Join(", ", known)}.");
        }
        foreach (var key in missing) faults.Add(map.At, $"This {what} has no '{key}'. Add a line '{key}: …'.");
    }

    private Yaml? Value(string key)
    {
        known.Add(key);
        return map[key];
    }

    private Fields? Child(Yaml value, string each)
    {
        if (value is YamlMap child) return new(child, each, faults);
        faults.Add(value.At, $"{Upper(A(each))} is written as keys with values, each on its own line, for example 'id: name'.");
        return null;
    }

    private ImmutableArray<Yaml> Items(string key, YamlList? list, bool required)
    {
        if (list is { Items.IsEmpty: true } && required) faults.Add(list.At, $"'{key}' of this {what} is empty. Name at least one.");
        return list?.Items ?? [];
    }

    private void Missing(string key) => missing.Add(key);

    private string? Plain(YamlText text, string name, int longest)
    {
        var plain = string.Join(' ', text.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length == 0 || (!text.Quoted && plain is "~" or "null")) faults.Add(text.At, $"{Upper(name)} of this {what} is empty. Write something or take the line out.");
        else if (plain.Any(char.IsControl)) faults.Add(text.At, $"{Upper(name)} of this {what} holds a control character. Type it anew.");
        else if (plain.Length > longest) faults.Add(text.At, $"{Upper(name)} of this {what} has {plain.Length} characters; {longest} fit on every card. Shorten it.");
        else return plain;
        return null;
    }

    private T? Wrong<T>(Yaml value, string key, string has, string isNot)
    {
        faults.Add(value.At, $"'{key}' of this {what} has to be {has}, {isNot}.");
        return default;
    }

    private static string A(string what) => ("aeiou".Contains(what[0], StringComparison.Ordinal) ? "an " : "a ") + what;

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
