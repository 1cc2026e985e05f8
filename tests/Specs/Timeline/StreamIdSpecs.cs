namespace ChatOpsIncident.Specs.Timeline;

/// <summary>A retry, also days later and by another version, finds the stream that its first attempt opened.</summary>
public class StreamIdSpecs
{
    [Theory]
    [InlineData("web", "r1", "C93ZXJ20W1WV3E4W3BQGPSGDBC")]
    [InlineData("slack", "Ev0PV52K21", "S7CXWDPV484P4SJTXW2B5TAYJ9")]
    public void An_id_stays_what_it_was_when_it_was_published(string source, string request, string id) => StreamId.Of(source, request).ShouldBe(id);

    [Fact]
    public void The_same_request_of_another_source_opens_another_stream() => StreamId.Of("slack", "r1").ShouldNotBe(StreamId.Of("web", "r1"));

    [Fact]
    public void Ten_thousand_requests_open_ten_thousand_streams() =>
        Enumerable.Range(0, 10_000).Select(i => StreamId.Of("web", $"r{i}")).Distinct().Count().ShouldBe(10_000);

    [Fact]
    public void An_id_is_26_letters_and_digits_that_nobody_mistakes_for_another() =>
        StreamId.Of("web", "any").ShouldMatch("^[0-9A-HJKMNP-TV-Z]{26}$");
}
