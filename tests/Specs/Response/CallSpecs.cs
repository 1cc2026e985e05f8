using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Response;

public class CallSpecs
{
    private static readonly Reported Private = new(
        42, "Ben's laptop is gone", null, null, null, Ana, "web", Visibility.Open with { Private = true }, "inc-42");

    [Fact]
    public void Somebody_called_to_a_private_incident_may_look_at_it_and_come() =>
        ListRow.Of(Spec.Given(Private, new Called(Chi, "knows the system")).State).Shows(Chi).ShouldBeTrue();

    [Fact]
    public void Somebody_called_is_not_in_the_room_before_they_come() =>
        Incidents.ChatView.Membership.Of(Spec.Given(Private, new Called(Chi, "knows the system")).State).ShouldNotContain(Chi);
}
