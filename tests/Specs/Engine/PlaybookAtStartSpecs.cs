using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Preparation;

namespace ChatOpsIncident.Specs.Engine;

public class PlaybookAtStartSpecs
{
    private readonly OrganisationSpec organisation = OrganisationSpec.Given();
    private readonly List<string> requests = [];
    private int others;

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

    [Fact]
    public async Task A_start_that_others_get_in_the_way_of_tries_again_with_the_same_request()
    {
        (await Start(null, inTheWay: 4)).Says!.ToString().ShouldBe("Playbook version 1 is in use.");
        requests.ShouldBe(["start.0", "start.0", "start.0", "start.0", "start.0"]);
    }

    [Fact]
    public async Task A_start_that_others_always_get_in_the_way_of_says_so() =>
        await Should.ThrowAsync<StoreConflictException>(() => Start(null, inTheWay: 5));

    private Task<PlaybookInUse> Start(IReadOnlyList<PlaybookText>? file, int inTheWay = 0)
    {
        others = inTheWay;
        return PlaybookAtStart.Adopt(file, "start." + requests.Count, Send, () => Task.FromResult(organisation.State));
    }

    private Task<Decision?> Send(Command<Organisation> command, string request)
    {
        requests.Add(request);
        if (others-- > 0) throw new StoreConflictException(0, "Somebody else was faster.");
        organisation.When(command);
        return Task.FromResult<Decision?>(null);
    }
}
