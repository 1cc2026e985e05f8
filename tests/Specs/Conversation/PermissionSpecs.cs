using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Conversation;

public class PermissionSpecs
{
    private static readonly Person Dia = new("web:dia");

    private static readonly Offer Declare = new AnywhereOffer("x", "Declare", "", Permissions.Triage, (_, _, _) => new Refused("never read"));

    private static readonly Incident Incident = Spec.Given(new Reported(42, "A mail", null, null, null, Ana, "web", Visibility.Open, "inc-42")).State;

    [Fact]
    public void The_playbook_says_who_may_and_a_refusal_names_who_can() => TextTable.Check("""
        | permission              | person        | commander | comes out
        | everyone                | ana           |           | may
        | staff                   | ana           |           | may
        | leads                   | ben           |           | may
        | leads                   | ana           |           | "Declare" is for leads. web:ben and web:chi can do it; ask one of them.
        | triage-leads            | ana           |           | "Declare" is for triage leads. web:dia can do it; ask them.
        | on-call                 | ben           |           | may
        | on-call                 | ana           |           | "Declare" is for whoever is on call. web:ben can do it; ask them.
        | role:commander          | chi           | chi       | may
        | role:commander          | ana           | chi       | "Declare" is for the incident commander. web:chi can do it; ask them.
        | role:commander          | ana           |           | "Declare" is for the incident commander. Nobody has that role yet. → /incident role commander
        | leads, role:commander   | ana           | chi       | "Declare" is for leads and the incident commander. web:ben and web:chi can do it; ask one of them.
        | nobody-is-in-it         | ana           |           | "Declare" is for nobody is in it. Nobody is in that group yet. Whoever runs this bot can put people there, or name others in the playbook under "permissions".
        | everyone                | ana (guest)   |           | This is for people of the organisation. Tell your contact there what you saw; they can report it for you.
        | role:commander          | chi (guest)   | chi       | This is for people of the organisation. Tell your contact there what you saw; they can report it for you.
        """, row => row.With("comes out", Comes(row)));

    [Fact]
    public void While_nobody_is_on_call_whoever_looks_at_it_stands_in()
    {
        var nobody = Roster with { OnCall = [] };
        var refused = Refuse("on-call", Incident, nobody);
        refused.Why.ToString().ShouldBe("\"Declare\" is for whoever is on call. Nobody is on call now, so whoever looks at it may: press \"I look at it\" first.");
        refused.Instead.ShouldBe("/incident ack");
        var looked = Spec.Given(new Reported(42, "A mail", null, null, null, Ana, "web", Visibility.Open, "inc-42"), new Acknowledged()).State;
        Permission.Refuse(Declare, Moment().Who, looked, Allowing("on-call"), nobody).ShouldBeNull();
        Permission.Refuse(Declare, Moment(Chi).Who, looked, Allowing("on-call"), nobody).ShouldNotBeNull().Why.ToString()
            .ShouldBe("\"Declare\" is for whoever is on call. web:ana can do it; ask them.");
        Refuse("on-call", looked).Why.ToString().ShouldBe("\"Declare\" is for whoever is on call. web:ben can do it; ask them.");
    }

    [Fact]
    public void Where_the_chat_does_not_say_who_is_in_which_group_nobody_stands_in_for_them()
    {
        var looked = Spec.Given(new Reported(42, "A mail", null, null, null, Ana, "web", Visibility.Open, "inc-42"), new Acknowledged()).State;
        var refused = Refuse("on-call", looked, Roster.Unread);
        refused.Why.ToString().ShouldBe(
            "\"Declare\" is for whoever is on call. Who that is can't be seen now, because the chat does not tell the bot who is in which group. Whoever runs this bot sees why with \"doctor\".");
        Permission.Refuse(Declare, Moment().Who, looked, Allowing("on-call"), Roster.Empty).ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_named_who_must_not_know_of_the_incident()
    {
        var secret = Spec.Given(new Reported(42, "A mail", null, null, null, Ana, "web", new Visibility(true, false, [Ben]), "inc-42")).State;
        Refuse("leads", secret).Why.ToString().ShouldBe("\"Declare\" is for leads. web:chi can do it; ask them.");
    }

    [Fact]
    public void Of_many_a_few_are_named()
    {
        var many = Enumerable.Range(1, 9).Select(i => new Person($"web:p{i}")).ToImmutableArray();
        Refuse("leads", Incident, new([], ImmutableDictionary<string, ImmutableArray<Person>>.Empty.Add("leads", many))).Why.ToString()
            .ShouldBe("\"Declare\" is for leads. web:p1, web:p2, web:p3 and 6 others can do it; ask one of them.");
    }

    private static Refused Refuse(string permission, Incident incident, Roster? roster = null) =>
        Permission.Refuse(Declare, Moment().Who, incident, Allowing(permission), roster ?? Roster).ShouldNotBeNull();

    private static string Comes(TextTable.Row row)
    {
        var person = new Person("web:" + row["person"].Split(' ')[0]);
        var groups = person == Ben || person == Chi ? ImmutableHashSet.Create("staff", "leads") : ["staff"];
        var commander = row["commander"] is { Length: > 0 } name ? new Person("web:" + name) : null;
        var incident = Incident with { Response = Incident.Response with { Roles = commander is null ? Incident.Response.Roles : Incident.Response.Roles.Add("commander", commander) } };
        var refused = Permission.Refuse(Declare, new Actor(person, groups) { Outsider = row["person"].EndsWith("(guest)", StringComparison.Ordinal) }, incident, Allowing(row["permission"]), Roster);
        return refused is null ? "may" : $"{refused.Why}" + (refused.Instead is { } instead and not "/incident help" ? $" → {instead}" : "");
    }

    private static Roster Roster { get; } = new([Ben], ImmutableDictionary<string, ImmutableArray<Person>>.Empty.Add("leads", [Ben, Chi]).Add("triage-leads", [Dia]));

    private static Playbook Allowing(string holders) =>
        SmallPlaybook with { Permissions = SmallPlaybook.Permissions.SetItem(Permissions.Triage, [.. holders.Split(", ")]) };
}
