namespace ChatOpsIncident.Specs.Preparation;

public class DefaultPlaybookSpecs
{
    private static Playbook Playbook => Playbooks.Default;

    [Fact]
    public void The_default_has_no_fault() =>
        PlaybookReader.Read([new("default-playbook.yaml", Playbooks.DefaultText)]).Faults.ShouldBeEmpty();

    [Fact]
    public void Written_and_read_again_it_is_the_same_playbook()
    {
        var again = PlaybookReader.Read(Playbook.Yaml);
        again.Faults.ShouldBeEmpty();
        again.Playbook!.Yaml.ShouldBe(Playbook.Yaml);
    }

    [Fact]
    public void It_knows_twelve_categories_of_which_five_are_private() =>
        string.Join('\n', Playbook.Categories.Select(c => c.Private ? $"{c.Id} private" : c.Id)).ShouldBe("""
            phishing-bec
            malware
            ransomware
            account-compromise private
            system-intrusion private
            data-exposure private
            insider-misuse private
            denial-of-service
            vulnerability-exploitable
            third-party-supply-chain
            lost-stolen-physical private
            cloud-or-policy-misconfiguration
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Updates_are_due_every_half_hour_at_SEV1_and_every_day_at_SEV4() =>
        string.Join(", ", Playbook.Severities.Select(s => $"{s.Id} {Duration.Format(s.UpdateEvery)}")).ShouldBe("SEV1 30m, SEV2 1h, SEV3 4h, SEV4 1d");

    [Fact]
    public void While_nobody_takes_command_it_is_asked_again_every_ten_minutes_at_SEV1_and_every_eight_hours_at_SEV4() =>
        string.Join(", ", Playbook.Severities.Select(s => $"{s.Id} {Duration.Format(s.RepeatEvery!.Value)}")).ShouldBe("SEV1 10m, SEV2 15m, SEV3 2h, SEV4 8h");

    [Fact]
    public void Every_report_is_asked_about_critical_systems_harm_to_people_and_containment() =>
        string.Join('\n', Playbook.Modifiers.Select(m => $"{m.Id} {m.Floor ?? $"{m.Shift:+0;-0}"}: {m.Asks}")).ShouldBe("""
            critical-asset +1: Is it one of our critical systems, or an executive's account or device?
            safety SEV1: Has anybody been hurt or threatened, or could people come to harm?
            contained-and-known -1: Is it contained for certain, and is it known how far it got?
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Every_category_is_suggested_by_words_and_has_six_to_twelve_tasks_in_all_three_phases()
    {
        foreach (var category in Playbook.Categories)
        {
            category.Words.ShouldNotBeEmpty(category.Id);
            category.Checklist.Length.ShouldBeInRange(6, 12, category.Id);
            category.Checklist.Select(t => t.Phase).Distinct().ShouldBe(ChecklistTask.Phases, category.Id);
        }
    }

    [Fact]
    public void Evidence_is_gathered_while_containing_before_eradication_destroys_it()
    {
        foreach (var category in Playbook.Categories)
        {
            var tasks = Playbook.ChecklistOf(category);
            tasks.Where(t => t.Evidence).ShouldAllBe(t => t.Phase == "contain");
            category.Checklist.ShouldContain(t => t.Evidence, category.Id);
        }
    }

    [Fact]
    public void Memory_comes_before_disks_because_it_is_lost_first()
    {
        foreach (var category in Playbook.Categories.Where(c => c.Checklist.Any(t => t.Id == "capture-memory")))
        {
            var ids = category.Checklist.Select(t => t.Id).ToList();
            ids.FindIndex(id => id is "disk-image" or "images").ShouldBeGreaterThan(ids.IndexOf("capture-memory"), category.Id);
        }
    }

    [Fact]
    public void A_new_report_is_never_met_with_silence()
    {
        Playbook.ReportEscalation[0].To.ShouldBe(["on-call"]);
        Playbook.ReportEscalation[0].Wait.ShouldBe(TimeSpan.FromMinutes(5));
        Playbook.ReportEscalation[1].To.ShouldContain("group:leads");
        Playbook.ReportEscalation[^1].To.ShouldContain("everyone-here");
        Playbook.EscalationRepeat.ShouldBe(TimeSpan.FromMinutes(10));
    }
}
