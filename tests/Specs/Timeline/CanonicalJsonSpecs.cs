using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Specs.Timeline;

/// <summary>The examples of RFC 8785, by section.</summary>
public class CanonicalJsonSpecs
{
    /// <summary>Appendix B: the bits of a number and how it is written.</summary>
    private const string AppendixB = """
        0000000000000000  0
        8000000000000000  0
        0000000000000001  5e-324
        8000000000000001  -5e-324
        7fefffffffffffff  1.7976931348623157e+308
        ffefffffffffffff  -1.7976931348623157e+308
        4340000000000000  9007199254740992
        c340000000000000  -9007199254740992
        4430000000000000  295147905179352830000
        44b52d02c7e14af5  9.999999999999997e+22
        44b52d02c7e14af6  1e+23
        44b52d02c7e14af7  1.0000000000000001e+23
        444b1ae4d6e2ef4e  999999999999999700000
        444b1ae4d6e2ef4f  999999999999999900000
        444b1ae4d6e2ef50  1e+21
        3eb0c6f7a0b5ed8c  9.999999999999997e-7
        3eb0c6f7a0b5ed8d  0.000001
        41b3de4355555553  333333333.3333332
        41b3de4355555554  333333333.33333325
        41b3de4355555555  333333333.3333333
        41b3de4355555556  333333333.3333334
        41b3de4355555557  333333333.33333343
        becbf647612f3696  -0.0000033333333333333333
        43143ff3c1cb0959  1424953923781206.2
        """;

    public static TheoryData<string, string> Numbers => new(AppendixB.Split('\n').Select(line => (line[..16], line[18..].Trim())));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_are_written_as_in_appendix_B(string bits, string written) =>
        CanonicalJson.Number(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))).ShouldBe(written);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_refused(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CanonicalJson.Number(value)).Message.ShouldStartWith("JSON has no such number.");

    [Theory]
    [InlineData("0.0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("100", "100")]
    [InlineData("1e2", "100")]
    [InlineData("12.50", "12.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    public void Numbers_of_one_value_are_written_one_way(string number, string written) => Canonical(number).ShouldBe(written);

    [Fact]
    public void Literals_numbers_and_escapes_are_written_as_in_3_2_2() => Canonical("""
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """).ShouldBe("""{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""");

    [Fact]
    public void Members_are_sorted_by_UTF_16_as_in_3_2_3() => Canonical("""
        {
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """).ShouldBe("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
            + "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");

    [Theory]
    [InlineData("\\b\\t\\n\\f\\r", "\\b\\t\\n\\f\\r")]
    [InlineData("\\u0000\\u001f\\u007f", "\\u0000\\u001f\u007f")]
    [InlineData("\\u2028 \\u00AD <>&+'", "\u2028 \u00ad <>&+'")]
    [InlineData("e\\u0301", "e\u0301")]
    public void Only_what_must_be_escaped_is_escaped_and_nothing_is_normalised(string json, string written) =>
        Canonical($"\"{json}\"").ShouldBe($"\"{written}\"");

    [Fact]
    public void Blanks_go_and_the_order_of_lists_stays() =>
        Canonical(" { \"b\" : [ 3 , 1 , [ ] , { } ] , \"a\" : { \"y\" : null , \"x\" : \" \" } } ").ShouldBe("""{"a":{"x":" ","y":null},"b":[3,1,[],{}]}""");

    [Fact]
    public void It_does_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        try
        {
            Canonical("""{"z":-1.5,"ö":1,"Z":2}""").ShouldBe("""{"Z":2,"z":-1.5,"ö":1}""");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Canonical(string json) => CanonicalJson.Write(JsonNode.Parse(json));
}
