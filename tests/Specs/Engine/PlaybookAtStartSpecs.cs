using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Preparation;

namespace ChatOpsIncident.Specs.Engine;

public class PlaybookAtStartSpecs
{
    private readonly OrganisationSpec organisation = OrganisationSpec.Given();
    private readonly List<string> requests = [];

    [Fact]
    public async Task Without_a_file_the_default_is_adopted_and_the_start_says_so() =>
        (await Start(null)).Says!.ToString().ShouldBe("Playbook version 1 is in use.");

    [Fact]
    public async Task A_faulty_file_brings_nothing_before_the_organisation()
    {
        var start = await Start([new("ours.yaml", "severities: none")]);
        start.Faults.ShouldNotBeEmpty();
        start.Says.ShouldBeNull();
        requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_adopted_with_its_hash_and_the_next_start_changes_nothing()
    {
        PlaybookText[] file = [new("ours.yaml", Playbooks.DefaultText.Replace("name: Critical", "name: Red", StringComparison.Ordinal))];
        await Start(file);
        (await Start(file)).Says!.ToString().ShouldBe("Playbook version 1 is in use.");
        organisation.State.Current!.Severities[0].Name.ShouldBe("Red");
        organisation.State.FileHash!.Length.ShouldBe(64);
    }

    private Task<PlaybookInUse> Start(IReadOnlyList<PlaybookText>? file) => PlaybookAtStart.Adopt(file, "start." + requests.Count, Send, () => Task.FromResult(organisation.State));

    private Task<Decision?> Send(Command<Organisation> command, string request)
    {
        requests.Add(request);
        organisation.When(command);
        return Task.FromResult<Decision?>(null);
    }
}
