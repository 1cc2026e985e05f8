using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Learning.Edits;
using static ChatOpsIncident.Specs.Learning.Ended;

namespace ChatOpsIncident.Specs.Learning;

public class ProposeFormSpecs
{
    private static readonly Playbook Default = Playbooks.Default with { Version = 1 };

    [Fact]
    public void First_it_is_asked_what_should_change()
    {
        var form = Spec.Sent(ProposeChange.Offer, Said.Button, ("lesson", "1")).ShouldBeOfType<ToAsk>().Form;
        form.Intro.ToString().ShouldBe("Lesson 1: Call the supplier on the known number");
        form.Fields.ShouldHaveSingleItem().ShouldBeOfType<ChoiceField>().Choices.Select(c => c.Title).ShouldBe(
        [
            "Add a task", "Reword a task", "Take a task out", "Add a triage question", "Reword a triage question", "Change a question's floor",
            "Change a question after the end", "Change a severity rule", "Change how often to update", "Change a role", "Change who is told", "Something else, as YAML",
        ]);
    }

    [Fact]
    public void Then_what_that_kind_needs_beginning_with_this_incidents_category()
    {
        var form = Spec.Sent(ProposeChange.Offer, Said.Form, ("lesson", "1"), ("kind", "add-task")).ShouldBeOfType<ToAsk>().Form;
        form.Fields.Select(f => f.Label).ShouldBe(
            ["What is to be done?", "In which incidents?", "In which phase?", "Within which time?", "Must be done before the phase ends", "It preserves evidence"]);
        form.Fields[0].Value.ShouldBe("Call the supplier on the known number");
        form.Fields[1].ShouldBeOfType<ChoiceField>().Choices.Take(3).Select(c => c.Title).ShouldBe(["Phishing or payment fraud", "Every incident", "Malware"]);
    }

    [Fact]
    public void Every_dialog_fits_every_platform()
    {
        foreach (var kind in EditKind.All)
        {
            var form = Spec.Sent(ProposeChange.Offer, Said.Form, ("lesson", "1"), ("kind", kind.Id)).ShouldBeOfType<ToAsk>().Form;
            form.Title.Length.ShouldBeLessThanOrEqualTo(24);
            foreach (var choice in form.Fields.OfType<ChoiceField>())
            {
                choice.Choices.Length.ShouldBeInRange(1, 100, $"{kind.Id} {choice.Name}");
                choice.Choices.ShouldAllBe(c => c.Title.Length <= 75, $"{kind.Id} {choice.Name}");
                choice.Choices.Select(c => c.Value).Distinct().Count().ShouldBe(choice.Choices.Length, $"{kind.Id} {choice.Name}");
                if (choice.Value is { } value) choice.Choices.ShouldContain(c => c.Value == value);
            }
        }
    }

    public static TheoryData<string, string, PlaybookEdit> Filled() => new()
    {
        { "add-task", "what=Call|category=every|phase=contain|within=15m|must=true", new AddTask(null, "contain", "Call", MustDo: true, Within: TimeSpan.FromMinutes(15)) },
        { "add-task", "what=Call|category=malware|phase=recover|evidence=true", new AddTask("malware", "recover", "Call", Evidence: true) },
        { "reword-task", "task=every/x|what=Call", new RewordTask(null, "x", "Call") },
        { "remove-task", "task=malware/x", new RemoveTask("malware", "x") },
        { "add-question", "asks=Why?|category=malware|floor=every", new AddQuestion("malware", "Why?") },
        { "add-question", "asks=Why?|category=malware|floor=SEV2", new AddQuestion("malware", "Why?", "SEV2") },
        { "reword-question", "question=every/F|asks=Why?", new RewordQuestion(null, "F", "Why?") },
        { "set-floor", "question=malware/executed|floor=SEV2", new SetFloor("malware", "executed", "SEV2") },
        { "set-floor", "question=malware/executed|floor=every", new SetFloor("malware", "executed", null) },
        { "change-prompt", "prompt=new|asks=Why?", new ChangePrompt(null, "Why?") },
        { "change-prompt", "prompt=helped|asks=Why?", new ChangePrompt("helped", "Why?") },
        { "change-prompt", "prompt=helped|out=true", new ChangePrompt("helped", null) },
        { "change-rule", "rule=1b|severity=every|when=F = 3", new ChangeRule("1b", When: "F = 3") },
        { "change-rule", "rule=1b|severity=SEV2", new ChangeRule("1b", "SEV2") },
        { "change-cadence", "severity=SEV2|every=45m", new ChangeCadence("SEV2", TimeSpan.FromMinutes(45)) },
        { "change-role", "role=comms|groups=leads", new ChangeRole("comms", Groups: "leads") },
        { "change-contact", "severity=every|step=2|to=on-call|wait=5m", new ChangeContact(null, 2, "on-call", TimeSpan.FromMinutes(5)) },
        { "change-contact", "severity=SEV1|step=1|to=on-call", new ChangeContact("SEV1", 1, "on-call") },
        { "change-yaml", "yaml=rooms: {}", new ChangeYaml("rooms: {}") },
    };

    [Theory]
    [MemberData(nameof(Filled))]
    public void A_filled_dialog_is_the_edit(string kind, string values, PlaybookEdit edit) =>
        Spec.Sent(ProposeChange.Offer, Said.Form, Values(kind, values)).ShouldBe(new ToDo(new ProposeChange(1, edit)));

    [Theory]
    [InlineData("add-task", "what=Call|category=every|phase=contain|within=soon", "Something is missing for \"Add a task\": what to do, in which phase; a time like 15m, if any.")]
    [InlineData("change-prompt", "prompt=new|out=true", "Something is missing for \"Change a question after the end\": which question, and how it should read.")]
    [InlineData("change-rule", "rule=1b|severity=every", "Something is missing for \"Change a severity rule\": which rule, and what should change in it.")]
    [InlineData("change-cadence", "severity=SEV2|every=often", "Something is missing for \"Change how often to update\": a severity, and a time like 30m.")]
    [InlineData("set-floor", "question=every/F|floor=SEV1", "Something is missing for \"Change a question's floor\": which question of a category.")]
    public void What_is_missing_is_said(string kind, string values, string why)
    {
        var refused = Spec.Sent(ProposeChange.Offer, Said.Form, Values(kind, values)).ShouldBeOfType<Not>().Refused;
        (refused.Why.ToString(), refused.Instead).ShouldBe((why, "/incident propose 1"));
    }

    private static Specs.Spec Spec => Specs.Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier)
        .At(m => m with { Playbook = Default, Organisation = Organisation.Empty with { Versions = ImmutableSortedDictionary<int, Playbook>.Empty.Add(1, Default) } });

    private static (string, string)[] Values(string kind, string values) =>
    [
        ("lesson", "1"), ("kind", kind), ("asked", "yes"),
        .. values.Split('|').Select(v => v.Split('=', 2)).Select(v => (v[0], v[0] is "task" or "question" ? v[1].Replace('/', '|') : v[1])),
    ];
}
