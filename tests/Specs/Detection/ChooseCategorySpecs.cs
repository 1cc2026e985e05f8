using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Detection;

public class ChooseCategorySpecs
{
    private static Spec Known => Spec.Given(Mail).At(m => m with
    {
        Playbook = SmallPlaybook with
        {
            Categories = [.. SmallPlaybook.Categories, new("malware", "Malware", [], false, null, [], [], []), new("misuse", "Insider misuse", [], true, null, [], [], [])],
        },
    });

    [Theory]
    [InlineData("malware")]
    [InlineData("Malware")]
    [InlineData("malw")]
    public void The_category_is_chosen_by_id_name_or_beginning(string words) => Known
        .When(new ChooseCategory(words))
        .Then(new CategoryChosen("malware", "Malware"));

    [Fact]
    public void The_category_that_it_has_already_changes_nothing() => Known
        .When(new ChooseCategory("phishing"))
        .ThenNothing("INC-42 is Phishing already.");

    [Theory]
    [InlineData("fire")]
    [InlineData("m")]
    public void An_unknown_or_unclear_category_is_answered_with_those_there_are(string words)
    {
        var spec = Known.At(m => m with { Playbook = m.Playbook with { Categories = [.. m.Playbook.Categories, new("misconfiguration", "Misconfiguration", [], false, null, [], [], [])] } });
        spec.When(new ChooseCategory(words)).ThenRefused(
            $"There is no category {words}. The playbook knows Phishing, Malware, Insider misuse, Misconfiguration.", "/incident category");
    }
}
