using System.Text;
using System.Text.Json;
using ChatOpsIncident.Incidents.Learning.Edits;
using ChatOpsIncident.Specs.Cards;

namespace ChatOpsIncident.Specs.Learning;

/// <summary>One row of <c>Edits.approved.txt</c> for each kind of edit: what stood there, the edit, what stands there then; or the faults.</summary>
public class EditSpecs
{
    private static readonly Playbook Default = Playbooks.Default with { Version = 1 };

    private static readonly (string Named, PlaybookEdit Edit)[] Edits =
    [
        ("add a task of a category", new AddTask("phishing-bec", "contain", "Call the supplier on the known number", MustDo: true, Within: TimeSpan.FromMinutes(15))),
        ("add a task of every incident", new AddTask(null, "recover", "Tell the works council", Evidence: true)),
        ("add a task that is there", new AddTask("phishing-bec", "eradicate", "Report the fake page to its host and to the registrar.")),
        ("add a task to no category", new AddTask("phising", "contain", "Call the supplier")),
        ("add a task that is too long", new AddTask("phishing-bec", "contain", new string('x', 301))),
        ("reword a task", new RewordTask("phishing-bec", "report-page", "Report the fake page to its host, the registrar\n and the bank.")),
        ("reword a task that is gone", new RewordTask("phishing-bec", "report-pages", "Report it")),
        ("take a task out", new RemoveTask("phishing-bec", "report-page")),
        ("take out what is gone", new RemoveTask(null, "report-page")),
        ("add a question", new AddQuestion("phishing-bec", "Did the mail come from a known supplier's own mailbox?", "SEV2")),
        ("add a question without floor", new AddQuestion("phishing-bec", "Was the page in our own language?")),
        ("add a question with an unknown floor", new AddQuestion("phishing-bec", "Was it Friday?", "SEV9")),
        ("reword a question", new RewordQuestion("phishing-bec", "more-than-ten", "Did more than five people follow it?")),
        ("reword a common question", new RewordQuestion(null, "F", "Which services suffer?")),
        ("set a floor", new SetFloor("phishing-bec", "payment-changed", "SEV1")),
        ("take a floor away", new SetFloor("phishing-bec", "payment-changed", null)),
        ("change a rule", new ChangeRule("1b", When: "P = 3 and A >= 2")),
        ("change a rule's words", new ChangeRule("1b", Says: "The attacker holds the keys.")),
        ("change a rule to nonsense", new ChangeRule("1b", When: "P is bad")),
        ("change a cadence", new ChangeCadence("SEV2", TimeSpan.FromMinutes(45))),
        ("add a question after the end", new ChangePrompt(null, "Who else should have known?")),
        ("reword a question after the end", new ChangePrompt("helped", "What helped you most?")),
        ("take a question after the end out", new ChangePrompt("helped", null)),
        ("change what a role does", new ChangeRole("comms", Does: "Writes the updates, and answers the press.")),
        ("change who takes a role", new ChangeRole("comms", Groups: "communications, leads")),
        ("give a role to nobody known", new ChangeRole("comms", Groups: "comunications")),
        ("change who is told of a report", new ChangeContact(null, 1, "on-call, group:security")),
        ("change how long is waited", new ChangeContact("SEV1", 2, "on-call, group:leads", TimeSpan.FromMinutes(5))),
        ("tell one more", new ChangeContact(null, 4, "everyone-here")),
        ("tell somebody after a gap", new ChangeContact(null, 9, "everyone-here")),
        ("tell nobody known", new ChangeContact(null, 1, "my boss")),
        ("something else, as YAML", new ChangeYaml("rooms:\n  private-until-triage: true\ncategories:\n  - id: malware\n    private: true")),
        ("YAML that adds an entry", new ChangeYaml("prompts:\n  questions:\n    - id: tools\n      asks: Which tool was missing?")),
        ("YAML with an unknown key", new ChangeYaml("rooms:\n  open-at-dawn: true")),
        ("YAML that is none", new ChangeYaml("rooms: [")),
        ("YAML that is only words", new ChangeYaml("please open rooms later")),
    ];

    private static readonly Lazy<(string Named, EditOutcome Outcome)[]> Outcomes = new(() => [.. Edits.Select(e => (e.Named, e.Edit.Apply(Default, "INC-42 lesson 1")))]);

    [Fact]
    public void Every_kind_of_edit_says_before_and_after_or_why_not()
    {
        var table = new StringBuilder();
        foreach (var (named, outcome) in Outcomes.Value)
        {
            table.Append(named).Append('\n').Append("  place   ").Append(outcome.Shown.Place).Append('\n');
            table.Append("  before  ").Append(Words(outcome.Shown.Before)).Append('\n');
            foreach (var fault in outcome.Faults) table.Append("  no      ").Append(fault).Append('\n');
            if (outcome.After is not null) table.Append("  after   ").Append(Words(outcome.Shown.After)).Append('\n');
            table.Append('\n');
        }
        Approved.Text(table.ToString(), "Edits.approved.txt");
    }

    [Fact]
    public void An_applied_edit_makes_the_next_version_of_which_only_that_place_differs()
    {
        foreach (var (named, outcome) in Outcomes.Value)
        {
            if (outcome.After is not { } after) continue;
            after.Version.ShouldBe(2, named);
            after.Yaml.ShouldBe(PlaybookWriter.Write(after), named);
            var changed = Default.Yaml.Split('\n').Except(after.Yaml.Split('\n')).Count();
            changed.ShouldBeLessThan(4, named);
        }
    }

    [Fact]
    public void What_a_lesson_brought_names_it()
    {
        var task = new AddTask("phishing-bec", "contain", "Call the supplier on the known number").Apply(Default, "INC-42 lesson 1").After!
            .Category("phishing-bec")!.Checklist.Single(t => t.Text == "Call the supplier on the known number");
        (task.Id, task.Because).ShouldBe(("call-the-supplier-on-the-known-number", "INC-42 lesson 1"));
        var question = new AddQuestion("phishing-bec", "Was it Friday?").Apply(Default, "INC-42 lesson 1").After!
            .Category("phishing-bec")!.Questions.Single(q => q.Asks == "Was it Friday?");
        (question.Id, question.Because).ShouldBe(("was-it-friday", "INC-42 lesson 1"));
    }

    [Fact]
    public void Two_tasks_of_similar_words_have_different_ids()
    {
        var once = new AddTask("phishing-bec", "contain", "Call the bank!").Apply(Default, null).After!;
        var twice = new AddTask("malware", "contain", "Call the bank?").Apply(once, null).After!;
        twice.Category("malware")!.Checklist.Single(t => t.Text == "Call the bank?").Id.ShouldBe("call-the-bank-2");
    }

    [Fact]
    public void A_text_that_was_removed_from_the_record_can_no_longer_be_applied() =>
        new AddTask("phishing-bec", "contain", new Text(null)).Apply(Default, null).After.ShouldBeNull();

    [Fact]
    public void Edits_are_stored_and_read_back_as_what_they_are()
    {
        foreach (var (named, edit) in Edits)
        {
            var json = JsonSerializer.Serialize(edit, EventCatalogue.Json);
            JsonSerializer.Deserialize<PlaybookEdit>(json, EventCatalogue.Json).ShouldBe(edit, named);
        }
    }

    private static string Words(Text? text) => text?.ToString().Replace("\n", "\n          ", StringComparison.Ordinal) ?? "(nothing)";
}
