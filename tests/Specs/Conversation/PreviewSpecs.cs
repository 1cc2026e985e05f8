using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Specs.Conversation;

/// <summary>The composer says what Enter will do.</summary>
public sealed class PreviewSpecs
{
    [Theory]
    [InlineData("", false, "opens the report form")]
    [InlineData("report", false, "opens the report form")]
    [InlineData("finance got an odd mail", false, "reports this text")]
    [InlineData("finance got an odd mail", true, "reports this text")]
    public void A_report_is_announced_as_one(string typed, bool inRoom, string says) => Preview.Of(Understanding.Of(typed, inRoom)).ShouldBe(says);

    [Fact]
    public void A_word_of_the_process_is_explained_in_its_own_line() =>
        Preview.Of(Understanding.Of("resolve all clear", inRoom: true)).ShouldBe(Resolve.Offer.Explains, StringCompareShould.IgnoreCase);
}
