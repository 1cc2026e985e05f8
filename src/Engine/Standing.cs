using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>How people stand to what one stream is about. What is no incident is open to everyone.</summary>
internal sealed class Standing(Incident? incident, ChatPlan plan)
{
    /// <summary>Nothing of it is kept from them.</summary>
    public bool MayKnow(Person person) => incident?.Detection is not { } reported || reported.Visibility.MayKnow(person);

    /// <summary>It exists for them: nothing is kept from them, and a private one has them in it.</summary>
    public bool IsIn(Person person) => incident?.Detection is null || Membership.IsOpenTo(incident, person);

    /// <summary>They are wanted in its room.</summary>
    public bool Belongs(Person person) => plan.Room?.Members.Contains(person) is true;
}
