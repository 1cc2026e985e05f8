using ChatOpsIncident.Incidents.Learning;

namespace ChatOpsIncident.Specs.Preparation;

public class AdoptPlaybookSpecs
{
    private static readonly PlaybookCandidate Shipped = PlaybookCandidate.Shipped;
    private static readonly PlaybookCandidate NewerDefault = new(Wording("open-for: 3d", "open-for: 4d"), "newer default");
    private static readonly PlaybookCandidate File = new(Wording("name: Critical", "name: Red"), "file");
    private static readonly PlaybookCandidate ChangedFile = new(Wording("name: Critical", "name: Dark red"), "changed file");

    private static readonly AdoptPlaybook StartWithFile = new(File, Shipped);
    private static readonly AdoptPlaybook StartWithChangedFile = new(ChangedFile, Shipped);

    /// <summary>A change that was approved in chat.</summary>
    private static PlaybookAdopted Approved(int version) => new(version, Wording("name: Critical", "name: Scarlet").Yaml, PlaybookSource.Change)
    {
        Lesson = new ChangeOrigin("S", "INC-42", 1, 1, "The mail gateway let it through"),
    };

    [Fact]
    public void An_organisation_without_a_file_begins_with_the_default_that_ships() => OrganisationSpec.Given()
        .When(new AdoptPlaybook(null, Shipped))
        .Then<PlaybookAdopted>(a => (a.Version, a.Source, a.FileHash).ShouldBe((1, PlaybookSource.Shipped, null)))
        .State.Current!.Yaml.ShouldBe(Playbooks.Default.Yaml);

    [Fact]
    public void An_organisation_with_a_file_begins_with_the_file() => OrganisationSpec.Given()
        .When(StartWithFile)
        .Then<PlaybookAdopted>(a => (a.Version, a.Source, a.FileHash).ShouldBe((1, PlaybookSource.File, "file")))
        .State.Current!.Severities[0].Name.ShouldBe("Red");

    [Fact]
    public void A_restart_with_an_unchanged_file_adopts_nothing() => OrganisationSpec.Given()
        .When(StartWithFile).When(StartWithFile).ThenNothing();

    [Fact]
    public void A_restart_with_an_unchanged_file_keeps_a_change_that_was_approved_in_chat()
    {
        var spec = OrganisationSpec.Given().When(StartWithFile);
        OrganisationSpec.Given(Adopted(spec), Approved(2)).When(StartWithFile).ThenNothing().State.Current!.Version.ShouldBe(2);
    }

    [Fact]
    public void A_changed_file_becomes_the_next_version_if_nobody_changed_the_playbook_in_chat() => OrganisationSpec.Given()
        .When(StartWithFile).When(StartWithChangedFile)
        .Then<PlaybookAdopted>(a => (a.Version, a.Source).ShouldBe((2, PlaybookSource.File)));

    [Fact]
    public void A_file_that_is_configured_later_replaces_the_default_if_nobody_changed_that_in_chat() => OrganisationSpec.Given()
        .When(new AdoptPlaybook(null, Shipped)).When(StartWithFile)
        .Then<PlaybookAdopted>(a => (a.Version, a.Source).ShouldBe((2, PlaybookSource.File)));

    [Fact]
    public void If_file_and_chat_both_changed_the_stored_version_stays_and_the_file_is_proposed() => BothChanged()
        .Then<PlaybookChangeProposed>(p =>
        {
            (p.Change.Id, p.Change.Version).ShouldBe(("file.changed file", 2));
            p.Change.Shown.ShouldBe(new("The playbook file", "name: Scarlet", "name: Dark red"));
        })
        .State.Current!.Severities[0].Name.ShouldBe("Scarlet");

    [Fact]
    public void The_same_file_is_proposed_once() => BothChanged().When(StartWithChangedFile).ThenNothing();

    [Fact]
    public void Who_starts_the_bot_is_told_that_the_file_waits() => BothChanged()
        .Says.ShouldBe("Playbook version 2 is in use. It differs from the file; somebody has to decide: /incident playbook");

    [Fact]
    public void A_proposed_file_that_is_changed_back_is_withdrawn() => BothChanged()
        .When(StartWithFile)
        .Then<PlaybookProposalWithdrawn>()
        .State.Pending.ShouldBeEmpty();

    [Fact]
    public void A_file_that_takes_over_the_approved_change_is_in_step_again_and_its_next_change_is_adopted()
    {
        var printed = new PlaybookCandidate(Wording("name: Critical", "name: Scarlet"), "printed");
        BothChanged()
            .When(new AdoptPlaybook(printed, Shipped)).Then<PlaybookProposalWithdrawn, PlaybookFileNoted>()
            .When(StartWithChangedFile).Then<PlaybookAdopted>(a => a.Version.ShouldBe(3));
    }

    [Fact]
    public void A_proposed_file_that_is_approved_is_the_next_version_and_its_next_change_is_adopted()
    {
        var state = BothChanged().State;
        var approved = PlaybookAdopted.By(state.Pending["file.changed file"], ChangedFile.Playbook with { Version = 3 });
        approved.Source.ShouldBe(PlaybookSource.File);
        OrganisationSpec.Given(Adopted(OrganisationSpec.Given().When(StartWithFile)), Approved(2), approved)
            .When(StartWithChangedFile).ThenNothing()
            .When(StartWithFile).Then<PlaybookAdopted>(a => a.Version.ShouldBe(4));
    }

    [Fact]
    public void A_proposed_file_that_is_rejected_is_not_proposed_again_until_it_says_something_else()
    {
        var first = Adopted(OrganisationSpec.Given().When(StartWithFile));
        OrganisationSpec.Given(first, Approved(2), new PlaybookChangeRejected("file.changed file", null, "The chat is right"))
            .When(StartWithChangedFile).ThenNothing()
            .When(new AdoptPlaybook(new(Wording("name: Critical", "name: Blue"), "another"), Shipped)).Then<PlaybookChangeProposed>();
    }

    [Fact]
    public void A_file_with_only_another_remark_changes_nothing_even_after_a_change_in_chat()
    {
        var first = Adopted(OrganisationSpec.Given().When(StartWithFile));
        OrganisationSpec.Given(first, Approved(2))
            .When(new AdoptPlaybook(File with { Hash = "with a remark" }, Shipped)).Then<PlaybookFileNoted>(n => n.Version.ShouldBe(1))
            .State.Current!.Version.ShouldBe(2);
    }

    [Fact]
    public void A_newer_default_is_offered_and_never_adopted() => OrganisationSpec.Given()
        .When(new AdoptPlaybook(null, Shipped)).When(new AdoptPlaybook(null, NewerDefault))
        .Then<PlaybookChangeProposed>(p => p.Change.Shown.ShouldBe(new("The default of this release", "open-for: 3d", "open-for: 4d")))
        .When(new AdoptPlaybook(null, NewerDefault)).ThenNothing()
        .State.Current!.Version.ShouldBe(1);

    [Fact]
    public void A_newer_default_is_offered_to_an_organisation_with_its_own_file_too() => OrganisationSpec.Given()
        .When(StartWithFile).When(new AdoptPlaybook(File, NewerDefault))
        .Then<PlaybookChangeProposed>(p => p.Change.Id.ShouldBe("default.newer default"));

    [Fact]
    public void Every_version_stays_readable_because_incidents_are_bound_to_theirs()
    {
        var state = BothChanged().State;
        state.Versions.Select(v => v.Value.Severities[0].Name).ShouldBe(["Red", "Scarlet"]);
        state.Versions.Select(v => v.Value.Version).ShouldBe([1, 2]);
        state.Lessons[2].Because.ShouldBe("INC-42 lesson 1");
    }

    [Fact]
    public void A_version_that_was_adopted_before_a_permission_existed_gets_it_from_the_default() => OrganisationSpec
        .Given(new PlaybookAdopted(1, Playbooks.Default.Yaml.Replace("  redact: [leads]\n", "", StringComparison.Ordinal), PlaybookSource.File))
        .State.Current!.Permissions["redact"].ShouldBe(["leads"]);

    [Fact]
    public void The_hash_of_a_file_is_that_of_its_texts_wherever_they_lie()
    {
        PlaybookText[] here = [new("a.yaml", Playbooks.DefaultText)], there = [new("/etc/b.yaml", Playbooks.DefaultText)], other = [new("a.yaml", Playbooks.DefaultText + "\n")];
        PlaybookCandidate.Of(here).Candidate!.Hash.ShouldBe(PlaybookCandidate.Of(there).Candidate!.Hash);
        PlaybookCandidate.Of(here).Candidate!.Hash.ShouldNotBe(PlaybookCandidate.Of(other).Candidate!.Hash);
    }

    private static OrganisationSpec BothChanged()
    {
        var first = Adopted(OrganisationSpec.Given().When(StartWithFile));
        return OrganisationSpec.Given(first, Approved(2)).When(StartWithChangedFile);
    }

    private static PlaybookAdopted Adopted(OrganisationSpec spec) => new(1, spec.State.Current!.Yaml, PlaybookSource.File) { FileHash = "file", ShippedHash = Shipped.Hash };

    private static Playbook Wording(string was, string becomes)
    {
        Playbooks.Default.Yaml.ShouldContain(was);
        return PlaybookReader.Read(Playbooks.Default.Yaml.Replace(was, becomes, StringComparison.Ordinal)).Playbook!;
    }
}
