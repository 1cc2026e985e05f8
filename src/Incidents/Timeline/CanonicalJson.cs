using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>JSON Canonicalization Scheme, RFC 8785: names sorted by UTF-16 unit, shortest escapes, numbers as ECMAScript writes them.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical form; equal values give equal characters.</summary>
    public static string Write(JsonNode? node)
    {
        var json = new StringBuilder();
        Write(node, json);
        return json.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder json)
    {
        switch (node)
        {
            case null: json.Append("null"); break;
            case JsonArray items: WriteAll(items, '[', ']', json, i => Write(i, json)); break;
            case JsonObject members:
                WriteAll(members.OrderBy(m => m.Key, StringComparer.Ordinal), '{', '}', json, m =>
                {
                    WriteString(m.Key, json);
                    json.Append(':');
                    Write(m.Value, json);
                });
                break;
            default: WriteValue(node, json); break;
        }
    }

    private static void WriteAll<T>(IEnumerable<T> items, char open, char close, StringBuilder json, Action<T> write)
    {
        json.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) json.Append(',');
            first = false;
            write(item);
        }
        json.Append(close);
    }

    private static void WriteValue(JsonNode node, StringBuilder json)
    {
        switch (node.GetValueKind())
        {
            case JsonValueKind.String: WriteString(node.GetValue<string>(), json); break;
            case JsonValueKind.True: json.Append("true"); break;
            case JsonValueKind.False: json.Append("false"); break;
            default: json.Append(Number(double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture))); break;
        }
    }

    private static void WriteString(string text, StringBuilder json)
    {
        json.Append('"');
        foreach (var c in text)
        {
            json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }
        json.Append('"');
    }

    /// <summary>ECMA-262 Number::toString: shortest digits that read back, plain from 1e-6 up to 1e21.</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), "JSON has no such number.");
        if (value == 0) return "0";
        var shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var shorter = Math.Abs(value).ToString("E" + precision, CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) != Math.Abs(value)) continue;
            shortest = shorter;
            break;
        }
        var parts = shortest.Split('E');
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        var point = int.Parse(parts[1], CultureInfo.InvariantCulture) + 1;
        return (value < 0 ? "-" : "") + Place(digits, point);
    }

    private static string Place(string digits, int point) => point switch
    {
        > 21 or <= -6 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "")}{point - 1}",
        <= 0 => "0." + new string('0', -point) + digits,
        _ when digits.Length <= point => digits.PadRight(point, '0'),
        _ => digits[..point] + "." + digits[point..],
    };
}
