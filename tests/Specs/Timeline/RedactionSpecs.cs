using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.Timeline.Chain;

namespace ChatOpsIncident.Specs.Timeline;

/// <summary>A redaction takes value and salt away, and the chain still proves the rest.</summary>
public class RedactionSpecs
{
    private const string What = "Finance got a mail asking to change bank details";

    [Fact]
    public void A_redaction_leaves_the_chain_whole()
    {
        var four = Four();
        four[0] = Redacted(four[0], What);
        HashChain.FirstBroken(four).ShouldBeNull();
    }

    [Fact]
    public void Neither_the_words_nor_their_salt_are_left()
    {
        var before = Four()[0];
        var salt = (string)JsonNode.Parse(before.Json)!["data"]!["what"]!["salt"]!;
        var after = Redacted(before, What);
        after.Json.ShouldNotContain("bank details");
        after.Json.ShouldNotContain(salt);
        after.Hash.ShouldBe(before.Hash);
        after.Event.ShouldBeOfType<Reported>().What.IsRedacted.ShouldBeTrue();
        after.Event.ShouldBeOfType<Reported>().Where.ShouldBe(new Text("the finance mailbox"));
    }

    [Fact]
    public void A_redacted_text_reads_as_removed() => Redacted(Four()[0], What).Event.Line.ToString().ShouldBe("reported: (removed)");

    [Fact]
    public void What_was_removed_goes_along_to_another_incident_as_removed()
    {
        var gone = Redacted(Four()[0], What).Event.ShouldBeOfType<Reported>();
        var taken = Of(Report("another mail"), new Absorbed([new("S", 42, gone.What, People.Ana, People.Noon)]));
        HashChain.FirstBroken(taken).ShouldBeNull();
        Recorded.Open(taken[1].Json, taken[1].Hash).Event.Line.ToString().ShouldBe("INC-42 is the same: (removed)");
    }

    [Fact]
    public void A_person_can_be_redacted_too()
    {
        var after = Redacted(Four()[0], People.Ana.Id);
        after.Json.ShouldNotContain("web:ana");
        after.By.ShouldBe(Person.Removed);
        HashChain.FirstBroken([after, .. Four()[1..]]).ShouldBeNull();
    }

    [Fact]
    public void Redacting_twice_changes_nothing_more()
    {
        var once = Redaction.Apply(Four()[0].Json, v => v == What);
        once.Removed.ShouldBe(1);
        Redaction.Apply(once.Json, v => v == What).ShouldBe((once.Json, 0));
    }

    [Fact]
    public void What_replaces_a_redacted_value_is_under_the_chain()
    {
        var forged = JsonNode.Parse(Redacted(Four()[0], What).Json)!;
        forged["data"]!["what"]!["sha256"] = new string('0', 64);
        HashChain.FirstBroken([Four()[0] with { Json = forged.ToJsonString() }]).ShouldBe(1);
    }

    [Fact]
    public void Other_words_cannot_be_put_in_the_place_of_redacted_ones()
    {
        var forged = JsonNode.Parse(Redacted(Four()[0], What).Json)!;
        forged["data"]!["what"] = new JsonObject { ["~"] = "Nothing happened", ["salt"] = Convert.ToBase64String(new byte[16]) };
        HashChain.FirstBroken([Four()[0] with { Json = forged.ToJsonString() }]).ShouldBe(1);
    }

    [Fact]
    public void The_same_words_twice_have_different_salts_and_hashes()
    {
        var next = (byte)0;
        var json = JsonNode.Parse("""{"a":{"~":"same"},"b":{"~":"same"}}""")!;
        Sealed.AddSalts(json, () => [.. Enumerable.Repeat(next++, 16)]);
        ((string)json["a"]!["salt"]!).ShouldNotBe((string)json["b"]!["salt"]!);
        var committed = Sealed.Commit(json);
        ((string)committed["a"]!["sha256"]!).ShouldNotBe((string)committed["b"]!["sha256"]!);
    }

    [Fact]
    public void A_salt_that_is_there_stays()
    {
        var json = JsonNode.Parse(Four()[0].Json)!;
        Sealed.AddSalts(json, () => throw new InvalidOperationException("No salt is missing."));
        json.ToJsonString().ShouldBe(JsonNode.Parse(Four()[0].Json)!.ToJsonString());
    }

    [Fact]
    public void Words_that_look_like_a_sealed_value_stay_words()
    {
        const string typed = """{"sha256":"0000","~":"not mine"}""";
        var sealedEvent = Of(Report(typed))[0];
        Recorded.Open(sealedEvent.Json, sealedEvent.Hash).Event.ShouldBeOfType<Reported>().What.ShouldBe(new Text(typed));
        Redacted(sealedEvent, typed).Json.ShouldNotContain("not mine");
    }

    [Fact]
    public void The_hash_of_a_piece_of_evidence_is_a_fact_and_its_words_are_sealed_all_the_same()
    {
        var evidence = Of(Report(What), new EvidenceCaptured(new(1, "Mail from the supplier") { Sha256 = new string('a', 64), Author = People.Ben }))[1];
        Sealed.Commit(JsonNode.Parse(evidence.Json)!).ToJsonString().ShouldNotContain("supplier");
        var after = Redacted(evidence, "Mail from the supplier");
        after.Json.ShouldNotContain("supplier");
        after.Json.ShouldContain(new string('a', 64));
        HashChain.FirstBroken([Of(Report(What))[0], after]).ShouldBeNull();
    }

    private static Recorded Redacted(Recorded recorded, string value) =>
        Recorded.Open(Redaction.Apply(recorded.Json, v => v == value).Json, recorded.Hash);
}
