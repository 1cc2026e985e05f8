using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Humanizer;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>
/// Text for people as runs, so that each platform draws names, times and links its own way and text from people stays data.
/// Write it as an interpolated string: <c>Rich line = $"{who} reported this at {time}: {what:quote}";</c>
/// </summary>
/// <remarks>In <c>?:</c> and <c>switch</c> write <c>(Rich)$"…"</c>, or the compiler makes a string of it first.</remarks>
[InterpolatedStringHandler]
public sealed class Rich : IEquatable<Rich>
{
    private readonly ImmutableArray<Run>.Builder runs = ImmutableArray.CreateBuilder<Run>();

    /// <summary>For the compiler.</summary>
    public Rich(int literalLength, int formattedCount) => _ = (literalLength, formattedCount);

    internal Rich(IEnumerable<Run> all)
    {
        foreach (var run in all) Joint.Append(runs, run);
    }

    /// <summary>Nothing.</summary>
    public static Rich Empty { get; } = new([]);

    /// <summary>The runs in order.</summary>
    public ImmutableArray<Run> Runs => runs.ToImmutable();

    /// <summary>True if there is nothing to read.</summary>
    public bool IsEmpty => runs.Count == 0;

    public static implicit operator Rich(string text) => new(Mention.Read(text ?? ""));

    public static implicit operator Rich(Run run) => new([run]);

    public static Rich operator +(Rich first, Rich second) => new(first.runs.Concat(second.runs));

    /// <summary>All of them, with <paramref name="separator"/> between.</summary>
    public static Rich Join(string separator, IEnumerable<Rich> parts) =>
        new(parts.SelectMany((part, i) => i == 0 ? part.runs : part.runs.Prepend(new Plain(separator))));

    /// <summary>"Ana", "Ana and Ben", "Ana, Ben and Chi".</summary>
    public static Rich People(IEnumerable<Person> people)
    {
        var all = people.Select(p => (Rich)new Named(p)).ToArray();
        return all.Length < 2 ? new(all.SelectMany(a => a.runs)) : Join(", ", all[..^1]) + " and " + all[^1];
    }

    /// <summary>The whole, strong.</summary>
    public static Rich Strong(Rich text) => new([new Styled(text, Style.Strong)]);

    public void AppendLiteral(string text) => Joint.Append(runs, new Plain(text));

    public void AppendFormatted(string? text, string? format = null) => Add(text ?? "", format);

    /// <summary>Text from a person: data, never markup, never a ping.</summary>
    public void AppendFormatted(Text? text, string? format = null) => Add(text?.ToString() ?? "", format);

    public void AppendFormatted(Person? person) => runs.Add(person is null ? new Plain("the bot") : new Named(person));

    /// <summary>A point in time, drawn in the reader's zone with UTC beside it.</summary>
    public void AppendFormatted(DateTimeOffset time, string? format = null) => runs.Add(new At(time, format == "date"));

    public void AppendFormatted(TimeSpan length) => Add(length.Humanize(2, CultureInfo.InvariantCulture, minUnit: TimeUnit.Second), null);

    public void AppendFormatted(long number) => Add(number.ToString(CultureInfo.InvariantCulture), null);

    public void AppendFormatted(Rich? text)
    {
        foreach (var run in text?.runs ?? Enumerable.Empty<Run>()) Joint.Append(runs, run);
    }

    public void AppendFormatted(Run run) => runs.Add(run);

    private void Add(string text, string? format)
    {
        if (text.Length == 0) return;
        Rich plain = text;
        if (format is null) AppendFormatted(plain);
        else
        {
            runs.Add(format switch
            {
                "b" => new Styled(plain, Style.Strong),
                "i" or "quote" => new Styled(plain, Style.Emphasis),
                "code" => new Styled(plain, Style.Code),
                _ => throw new FormatException($"Rich text knows b, i, quote and code, not '{format}'."),
            });
        }
    }

    public bool Equals(Rich? other) => other is not null && runs.SequenceEqual(other.runs);

    public override bool Equals(object? obj) => Equals(obj as Rich);

    public override int GetHashCode() => runs.Count == 0 ? 0 : runs[0].GetHashCode();

    /// <summary>Plain words, for specs and logs of nothing personal: names as ids, times in UTC.</summary>
    public override string ToString() => Plainly(p => p.Id);

    /// <summary>Plain words with people's names; times in UTC.</summary>
    public string Plainly(Func<Person, string> name) => string.Concat(runs.Select(r => r switch
    {
        Plain plain => plain.Text,
        Named named => name(named.Person),
        At at => at.Time.UtcDateTime.ToString(at.DateOnly ? "ddd d MMM" : "HH:mm 'UTC'", CultureInfo.InvariantCulture),
        Styled styled => styled.Inner.Plainly(name),
        ToIncident link => link.Label,
        ToAddress link => link.Label,
        _ => throw new InvalidOperationException($"{r.GetType().Name} has no words."),
    }));
}

/// <summary>A piece of text of one kind.</summary>
public abstract record Run;

/// <summary>Characters as they are; escaped by every platform.</summary>
public sealed record Plain(string Text) : Run;

/// <summary>A person, by name or mention; never pings.</summary>
public sealed record Named(Person Person) : Run;

/// <summary>A point in time in the reader's zone, UTC beside it.</summary>
public sealed record At(DateTimeOffset Time, bool DateOnly = false) : Run;

/// <summary>Text in a style.</summary>
public sealed record Styled(Rich Inner, Style Style) : Run;

/// <summary>A link to an incident's room.</summary>
public sealed record ToIncident(string Stream, string Label) : Run;

/// <summary>A link to an address (https only).</summary>
public sealed record ToAddress(Uri Address, string Label) : Run;

/// <summary>How a run looks.</summary>
public enum Style { Strong, Emphasis, Code }
