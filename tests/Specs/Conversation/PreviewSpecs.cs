using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Conversation;

/// <summary>The composer says what Enter will do.</summary>
public class PreviewSpecs
{
    private static readonly Incident Incident = Spec.Given(new Reported(42, "A mail", null, null, null, Ana, "web", Visibility.Open, "inc-42-mail")).State;

    [Fact]
    public void In_a_room_the_words_say_what_they_do() => TextTable.Check("""
        | typed               | says
        |                     | opens the report form
        | report              | opens the report form
        | a mail came         | reports this text
        | status              | shows status
        | list                | shows incidents
        | help                | what you can do here and now
        | ack                 | say that you look at this report
        | correct 99999x      | says what is missing or in the way
        | correct             | asks: Which entry?
        | stauts              | asks which of these you mean
        | handover            | says that this is not there yet
        """, row => row.With("says", Says(row["typed"], Incident)));

    [Fact]
    public void Elsewhere_the_incident_is_named() => TextTable.Check("""
        | typed               | says
        |                     | opens the report form
        | a mail came         | reports this text
        | INC-42 status       | shows status of INC-42
        | INC-42 ack          | say that you look at this … in INC-42
        | status page down    | asks which of these you mean
        """, row => row.With("says", Says(row["typed"], null)));

    [Fact]
    public void It_is_never_longer_than_eight_words()
    {
        var form = new Form("x", null, "Title", [new TextField("a", "One two three four five six seven eight nine") { Required = true }], "Go");
        Preview.Of(Understanding.Of("list", false), form).ShouldBe("asks: One two three four five six seven …");
    }

    private static string Says(string typed, Incident? room)
    {
        var meaning = Understanding.Of(typed, room is not null);
        return Preview.Of(meaning, meaning.Offer?.Read(meaning.Arguments, meaning.Number is null ? room : Incident, Moment()));
    }
}
