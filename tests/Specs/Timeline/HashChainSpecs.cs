using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using static ChatOpsIncident.Specs.Timeline.Chain;

namespace ChatOpsIncident.Specs.Timeline;

/// <summary>One encoding, with published vectors (<c>chain-vectors.json</c> beside this file); and what the chain is for.</summary>
public class HashChainSpecs
{
    public static TheoryData<string> Vectors => new(Published().Select(v => (string)v!["name"]!));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_published_vectors_hold(string name)
    {
        var vector = Published().Single(v => (string)v!["name"]! == name)!;
        CanonicalJson.Write(Sealed.Commit(vector["envelope"]!)).ShouldBe((string)vector["canonical"]!);
        HashChain.Next((string)vector["previous"]!, vector["envelope"]!).ShouldBe((string)vector["hash"]!);
    }

    [Fact]
    public void An_untouched_stream_is_whole() => HashChain.FirstBroken(Four()).ShouldBeNull();

    [Fact]
    public void An_empty_stream_is_whole() => HashChain.FirstBroken([]).ShouldBeNull();

    [Fact]
    public void What_is_read_back_is_what_was_sealed()
    {
        foreach (var recorded in Four())
        {
            var opened = Recorded.Open(recorded.Json, recorded.Hash);
            opened.Event.ShouldBeOfType(recorded.Event.GetType());
            (opened with { Event = recorded.Event }).ShouldBe(recorded);
        }
    }

    [Theory]
    [InlineData("at", "2026-11-23T12:00:00.0000001Z")]
    [InlineData("stream", "ANOTHER")]
    [InlineData("request", "web:other")]
    [InlineData("type", "response.contained")]
    public void An_altered_envelope_is_found(string member, string value) =>
        HashChain.FirstBroken(With(2, envelope => envelope[member] = value)).ShouldBe(2);

    [Fact]
    public void Altered_words_actors_and_facts_are_found()
    {
        HashChain.FirstBroken(With(1, e => e["data"]!["what"]!["~"] = "Nothing happened")).ShouldBe(1);
        HashChain.FirstBroken(With(1, e => e["by"]!["~"] = "web:ben")).ShouldBe(1);
        HashChain.FirstBroken(With(3, e => e["signedIn"] = true)).ShouldBe(3);
        HashChain.FirstBroken(With(1, e => e["data"]!["number"] = 43)).ShouldBe(1);
        HashChain.FirstBroken(With(4, e => e["data"]!["extra"] = "added")).ShouldBe(4);
        HashChain.FirstBroken(With(4, e => ((JsonObject)e["data"]!).Remove("step"))).ShouldBe(4);
    }

    [Fact]
    public void An_altered_salt_is_found() =>
        HashChain.FirstBroken(With(1, e => e["data"]!["what"]!["salt"] = Convert.ToBase64String(new byte[16]))).ShouldBe(1);

    [Fact]
    public void An_event_that_was_taken_out_is_found_at_its_place()
    {
        var four = Four();
        HashChain.FirstBroken([four[0], four[2], four[3]]).ShouldBe(2);
        HashChain.FirstBroken(four[1..]).ShouldBe(1);
    }

    [Fact]
    public void Events_in_another_order_are_found() => HashChain.FirstBroken([Four()[0], Four()[2], Four()[1], Four()[3]]).ShouldBe(2);

    [Fact]
    public void An_event_that_was_put_in_is_found_even_with_a_hash_of_its_own()
    {
        var four = Four();
        HashChain.FirstBroken([four[0], Seal([four[0]], Report("slipped in")), .. four[1..]]).ShouldBe(3);
    }

    [Fact]
    public void A_stream_rebuilt_on_an_altered_event_is_whole_in_itself_but_ends_in_another_hash()
    {
        var rebuilt = Of(Report("Nothing happened"), Page(0), Page(1), Page(2));
        HashChain.FirstBroken(rebuilt).ShouldBeNull();
        rebuilt[^1].Hash.ShouldNotBe(Four()[^1].Hash);
    }

    [Fact]
    public void An_event_is_never_recorded_before_the_one_before_it()
    {
        var late = Seal(Four(), Page(3), People.Noon.AddHours(-1));
        late.At.ShouldBe(Four()[^1].At);
        late.Json.ShouldContain("\"at\":\"2026-11-23T12:03:00.0000000Z\"");
    }

    [Theory]
    [InlineData("unheard.of", 1)]
    [InlineData("detection.reported", 99)]
    public void An_event_of_a_newer_version_is_not_read(string type, int version)
    {
        var json = JsonNode.Parse(Four()[0].Json)!;
        (json["type"], json["version"]) = (type, version);
        Should.Throw<FromTheFutureException>(() => Recorded.Open(json.ToJsonString(), Four()[0].Hash)).Message
            .ShouldBe($"'{type}' version {version} was written by a newer version of this bot. Start that version; nothing was changed.");
    }

    private static JsonArray Published([CallerFilePath] string here = "") =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "chain-vectors.json")))!["vectors"]!.AsArray();
}
