namespace ChatOpsIncident.Specs.Preparation;

public class PlaybookFilesSpecs
{
    private static readonly int Cut = Playbooks.DefaultText.IndexOf("\ncategories:", StringComparison.Ordinal) + 1;
    private static readonly int End = Playbooks.DefaultText.IndexOf("\nroles:", StringComparison.Ordinal) + 1;

    private static readonly string Without = string.Concat(Playbooks.DefaultText.AsSpan(0, Cut), Playbooks.DefaultText.AsSpan(End));
    private static readonly string Categories = Playbooks.DefaultText[Cut..End];

    [Fact]
    public void A_playbook_in_several_files_is_the_same_as_in_one() =>
        PlaybookReader.Read([new("main.yaml", "include: [categories.yaml]\n" + Without), new("categories.yaml", Categories)]).Playbook!.Yaml
            .ShouldBe(Playbooks.Default.Yaml);

    [Fact]
    public void A_list_goes_on_in_the_next_file()
    {
        var at = Categories.IndexOf("\n  - id: ransomware", StringComparison.Ordinal) + 1;
        var more = "categories:\n" + Categories[at..];
        PlaybookReader.Read([new("main.yaml", Without), new("a.yaml", Categories[..at]), new("b.yaml", more)]).Playbook!.Yaml.ShouldBe(Playbooks.Default.Yaml);
    }

    [Fact]
    public void The_names_of_included_files_come_with_their_places() =>
        PlaybookReader.Includes(new("main.yaml", "include:\n  - categories.yaml\n  - us/roles.yaml\n"))
            .ShouldBe([new("categories.yaml", 2, 5), new("us/roles.yaml", 3, 5)]);

    [Fact]
    public void A_fault_in_an_included_file_names_that_file() =>
        PlaybookReader.Read([new("main.yaml", Without), new("categories.yaml", Categories.Replace("floor: SEV3", "floor: SEV9", StringComparison.Ordinal))])
            .Faults.ShouldAllBe(f => f.File == "categories.yaml" && f.Words.StartsWith("There is no severity SEV9."));

    [Fact]
    public void What_stands_in_two_files_is_pointed_at_in_the_second()
    {
        var fault = PlaybookReader.Read([new("main.yaml", Playbooks.DefaultText), new("b.yaml", "rooms:\n  open-at-report: false\n")]).Faults.ShouldHaveSingleItem();
        fault.ToString().ShouldStartWith("b.yaml:1:1  'rooms' stands in main.yaml too, line ");
    }

    [Fact]
    public void Only_the_main_file_includes_others() =>
        PlaybookReader.Read([new("main.yaml", Playbooks.DefaultText), new("b.yaml", "include: c.yaml\n")]).Faults.ShouldHaveSingleItem().ToString()
            .ShouldBe("b.yaml:1:1  Only the main file may include others. Name this file there.");
}
