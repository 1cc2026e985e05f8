using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.Simulation.Checks;

/// <summary>Any value of records and arrays as one line: equal content, equal line. Knows nothing of how the engine compares.</summary>
internal static class Drawn
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Of(ChatMessage message) => Of((object)message);

    public static string Of(object? value)
    {
        var line = new StringBuilder();
        Draw(value, line);
        return line.ToString();
    }

    private static void Draw(object? value, StringBuilder line)
    {
        switch (value)
        {
            case null: line.Append('-'); break;
            case string text: line.Append('"').Append(text).Append('"'); break;
            case Rich rich: Draw(rich.Runs, line); break;
            case IFormattable plain: line.Append(plain.ToString(value is DateTimeOffset ? "o" : null, CultureInfo.InvariantCulture)); break;
            case bool or Uri: line.Append(value); break;
            case IDictionary map: DrawAll(map.Keys.Cast<string>().Order(StringComparer.Ordinal).SelectMany(k => new[] { k, map[k] }), line); break;
            case IEnumerable items: DrawAll(items.Cast<object?>(), line); break;
            default: DrawRecord(value, line); break;
        }
    }

    private static void DrawAll(IEnumerable<object?> items, StringBuilder line)
    {
        line.Append('[');
        foreach (var item in items)
        {
            Draw(item, line);
            line.Append(' ');
        }
        line.Append(']');
    }

    private static void DrawRecord(object value, StringBuilder line)
    {
        var properties = Properties.GetOrAdd(value.GetType(), t => [.. t.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && (p.CanWrite || t.Name.StartsWith("Sim", StringComparison.Ordinal)))]);
        line.Append(value.GetType().Name).Append('(');
        foreach (var property in properties)
        {
            if (property.GetValue(value) is not { } part) continue;
            line.Append(property.Name).Append(':');
            Draw(part, line);
            line.Append(' ');
        }
        line.Append(')');
    }
}
