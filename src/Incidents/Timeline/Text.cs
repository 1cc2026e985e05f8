using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Free text from a person, stored so that it can be redacted: value and salt beside each other, under the chain only their hash.</summary>
[JsonConverter(typeof(TextConverter))]
public sealed record Text(string? Value)
{
    /// <summary>True once value and salt were deleted.</summary>
    [JsonIgnore]
    public bool IsRedacted => Value is null;

    public static implicit operator Text(string value) => new(value);

    /// <summary>Null stays null, blank becomes null.</summary>
    public static Text? Maybe(string? value) => string.IsNullOrWhiteSpace(value) ? null : new(value.Trim());

    public override string ToString() => Value ?? "(removed)";
}

/// <summary>A person's id on one platform (<c>web:ana</c>, <c>slack:T1.U2</c>): a redactable value too.</summary>
[JsonConverter(typeof(PersonConverter))]
public sealed record Person(string Id)
{
    /// <summary>What is left of a redacted person.</summary>
    public static Person Removed { get; } = new("");

    /// <summary>The platform before the colon: <c>web</c>.</summary>
    [JsonIgnore]
    public string Platform => Id.Split(':')[0];

    public override string ToString() => Id;
}

/// <summary>The stored form of a redactable value: <c>{"~": value}</c>; <see cref="Sealed"/> adds the salt, a redaction leaves <c>{"sha256": …}</c>.</summary>
internal abstract class RedactableConverter<T> : JsonConverter<T>
    where T : class
{
    protected abstract T From(string? value);

    protected abstract string? ValueOf(T redactable);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return From(json.RootElement.TryGetProperty(Sealed.Value, out var value) ? value.GetString() : null);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Sealed.Value, ValueOf(value));
        writer.WriteEndObject();
    }
}

internal sealed class TextConverter : RedactableConverter<Text>
{
    protected override Text From(string? value) => new(value);

    /// <summary>What was removed here may still be carried on to another event or stream: there it is a text that says so.</summary>
    protected override string? ValueOf(Text redactable) => redactable.ToString();
}

internal sealed class PersonConverter : RedactableConverter<Person>
{
    protected override Person From(string? value) => value is null ? Person.Removed : new(value);

    protected override string? ValueOf(Person redactable) => redactable.Id;
}
