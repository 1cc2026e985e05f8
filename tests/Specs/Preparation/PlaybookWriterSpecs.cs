using CsCheck;

namespace ChatOpsIncident.Specs.Preparation;

/// <summary>What people type into a change of the playbook goes through YAML and comes back as it was typed.</summary>
public class PlaybookWriterSpecs
{
    [Theory]
    [InlineData("yes")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("- id: injected")]
    [InlineData("a: b")]
    [InlineData("# no remark")]
    [InlineData("x # no remark")]
    [InlineData("*alias &anchor !!tag")]
    [InlineData("{a: [b, c]}")]
    [InlineData("'single' \"double\" \\back")]
    [InlineData("12:30")]
    [InlineData("0x1F")]
    [InlineData("--- …")]
    [InlineData("%TAG @ `")]
    [InlineData("Ünïcödé 漢字 🙂 עברית")]
    [InlineData("ends with a colon:")]
    public void Text_that_looks_like_YAML_stays_text(string text) => After(text).ShouldBe(text);

    [Fact]
    public void Any_printable_text_comes_back_with_single_spaces() => Gen.String[Gen.Char[' ', '\u04FF'].Where(c => !char.IsControl(c)), 1, 40]
        .Where(s => !string.IsNullOrWhiteSpace(s))
        .Sample(text => After(text) == string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), iter: 300);

    [Fact]
    public void A_text_of_several_lines_becomes_one_line() => After("one\n\n  two\r\nthree").ShouldBe("one two three");

    [Fact]
    public void Every_setting_comes_back_when_it_is_not_the_usual_one()
    {
        var changed = Playbooks.Default with
        {
            Groups = [],
            Rooms = new(OpenAtReport: false, PrivateUntilTriage: true),
            Learning = new(AuthorMayApprove: true),
            Announce = [new("slack", "C024BE91L"), new("teams", "19:abc@thread.tacv2")],
            PromptsOpen = TimeSpan.FromSeconds(90),
            EscalationRepeat = TimeSpan.FromMinutes(61),
            Severities = [.. Playbooks.Default.Severities.Select(s => s with { RepeatEvery = s.Id == "SEV1" ? null : TimeSpan.FromDays(1) })],
            Modifiers = [new("night", "Is it night?", Floor: "SEV3", Advice: "Sleep on it.", OnlyIf: "A = 3") { Because = "INC-42 lesson 1" }],
            Checklist = [new("only", "recover", "The only one", MustDo: true, Evidence: true, "scribe", TimeSpan.FromHours(36)) { Because = "INC-42 lesson 1" }],
        };
        var again = PlaybookReader.Read(PlaybookWriter.Write(changed)).Playbook!;
        (again.Rooms, again.Learning, again.PromptsOpen, again.EscalationRepeat).ShouldBe((changed.Rooms, changed.Learning, changed.PromptsOpen, changed.EscalationRepeat));
        again.Checklist.ShouldBe(changed.Checklist);
        again.Announce.ShouldBe(changed.Announce);
        again.Groups.ShouldBeEmpty();
        again.Modifiers.ShouldBe(changed.Modifiers);
        again.Severities.Select(s => s.RepeatEvery).ShouldBe(changed.Severities.Select(s => s.RepeatEvery));
    }

    private static string After(string text)
    {
        var changed = Playbooks.Default with { Checklist = [.. Playbooks.Default.Checklist.Take(1).Select(t => t with { Text = text })], Categories = [Playbooks.Default.Categories[8] with { Checklist = [] }] };
        var reading = PlaybookReader.Read(PlaybookWriter.Write(changed));
        reading.Faults.ShouldBeEmpty(text);
        return reading.Playbook!.Checklist[0].Text;
    }
}
