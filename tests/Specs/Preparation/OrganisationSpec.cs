namespace ChatOpsIncident.Specs.Preparation;

/// <summary>Given / When / Then for the organisation; what a command comes to is applied, so that starts can follow one another.</summary>
internal sealed class OrganisationSpec
{
    private static readonly OrganisationFold Fold = new();
    private Decision? decision;

    public Organisation State { get; private set; } = Organisation.Empty;

    public static OrganisationSpec Given(params Event[] events)
    {
        var spec = new OrganisationSpec();
        foreach (var e in events) spec.Apply(e);
        return spec;
    }

    public OrganisationSpec When(Command<Organisation> command)
    {
        var moment = People.Moment() with { Who = Actor.Bot, Organisation = State };
        decision = Fold.Decide(State, command, moment);
        if (decision is Happens happens) foreach (var e in happens.Events) Apply(e);
        Says = Fold.Answer(State, command, moment)?.ToString();
        return this;
    }

    /// <summary>What the last command answered.</summary>
    public string? Says { get; private set; }

    public OrganisationSpec ThenNothing()
    {
        decision.ShouldBeOfType<Already>();
        return this;
    }

    public OrganisationSpec Then<T>(Action<T>? which = null)
        where T : Event
    {
        var only = decision.ShouldBeOfType<Happens>().Events.ShouldHaveSingleItem().ShouldBeOfType<T>();
        which?.Invoke(only);
        return this;
    }

    public OrganisationSpec Then<TFirst, TSecond>()
    {
        decision.ShouldBeOfType<Happens>().Events.Select(e => e.GetType()).ShouldBe([typeof(TFirst), typeof(TSecond)]);
        return this;
    }

    private void Apply(Event e) => State = Fold.Evolve(State, new Recorded(
        StreamId.Organisation, State.Head.Number + 1, People.Noon, null, true, "start", 0, e, new string('0', 64), "{}"));
}
