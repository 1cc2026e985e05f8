namespace ChatOpsIncident.Incidents.Response;

/// <summary>
/// What leaving a phase asks for. Open must-do tasks of the phase ask for a reason. Leaving containment also does while an evidence task
/// is open, or while nothing is captured although the playbook's checklist asks for evidence: removing the cause destroys traces.
/// </summary>
internal static class PhaseEnd
{
    /// <summary>How many tasks a sentence names.</summary>
    private const int Named = 4;

    /// <summary>Null if this phase runs now; else why it can't be left, or that it was left already.</summary>
    public static Decision? NotNow(Incident incident, Phase phase)
    {
        if (incident.NotResponding() is { } no) return no;
        var now = incident.Response.Phase;
        if (now > phase) return new Already($"{phase.IsOver()} already. {incident.Name} is {now.Doing()} since {HomeWords.Since(incident)}.");
        return now < phase ? new Refused($"{incident.Name} is still {now.Doing()}. Say first when that is over.", $"/incident {now.EndWord()}") : null;
    }

    /// <summary>What asks for a reason before the phase that runs now is left; null: nothing.</summary>
    public static Rich? InTheWay(Incident incident, Playbook playbook)
    {
        var phase = incident.Response.Phase;
        var must = incident.Response.Hurting.Where(t => t.MustDo && t.Phase == phase).ToArray();
        var evidence = phase is Phase.Contain ? incident.Response.Hurting.Where(t => t.Evidence && !t.MustDo && t.Phase == phase).ToArray() : [];
        Rich[] said =
        [
            .. must is [] ? [] : new[] { Open(must, "must-do task") },
            .. evidence is [] ? [] : new[] { Open(evidence, "evidence task") },
            .. LacksEvidence(incident, playbook) ? new Rich[] { "No evidence is captured yet, and removing the cause destroys traces." } : [],
        ];
        return said is [] ? null : Rich.Join("\n", said);
    }

    /// <summary>Nothing captured although the playbook asks for evidence before the cause is removed.</summary>
    public static bool LacksEvidence(Incident incident, Playbook playbook) =>
        incident.Response is { Phase: Phase.Contain, Evidence: 0 } && Checklist.AsksForEvidence(playbook, incident.Reported.Category);

    /// <summary>"Two must-do tasks are open:" and each on a line of its own: their texts are sentences.</summary>
    public static Rich Open(IReadOnlyCollection<OpenTask> tasks, string kind)
    {
        var named = tasks.Take(Named).Select(t => (Rich)$"• {HomeWords.Short(t.Text, 120):i}");
        Rich[] more = tasks.Count > Named ? [$"• and {tasks.Count - Named} more"] : [];
        return Rich.Join("\n", [$"{Counted.First(tasks.Count, kind)} {Counted.Are(tasks.Count)} open:", .. named, .. more]);
    }

    /// <summary>A command at once, or a form that shows what is open and asks for the reason.</summary>
    public static Understood Read(Offer offer, Phase phase, Arguments arguments, Incident incident, Moment at, Func<string?, Happened?, Command> then)
    {
        var when = ClockTime.Begin(arguments.Words ?? arguments["because"] ?? "", at, out var words);
        if (when is null && NotATime.Begins(words, $"/incident {offer.Word} 13:02", "because") is { } none) return none;
        if (when.Ahead(at) is { } no) return no;
        var because = Reason.Of(words);
        if (because is not null || arguments.From == Said.Form || NotNow(incident, phase) is not null || InTheWay(incident, at.Playbook) is not { } open)
            return then(because, when);
        return new Form(
            offer.Word, incident.Id, offer.Label, [new TextField("because", "Why can that wait?", Multiline: true, Max: Fits.Longest) { Required = true }], offer.Label)
        { Intro = open };
    }

    /// <summary>The refusal of a command that gave no reason where one is needed; null if it may go on.</summary>
    public static Refused? Refuse(Offer offer, string? because, Incident incident, Moment at) => (Reason.Of(because), InTheWay(incident, at.Playbook)) switch
    {
        (null, { } open) => new($"{open}\nFinish that, or say why it can wait.", $"/incident {offer.Word} because …", "because"),
        ({ } said, _) => Fits.TooLong(said, "because"),
        _ => null,
    };

    /// <summary>The event, and the checklist of the phase that begins.</summary>
    public static Decision Ends(Event<Incident> ended, Phase next, Incident incident, Moment at)
    {
        var response = incident.Response;
        var planned = Checklist.For(
            at.Playbook, incident.Reported.Category, next, response.TasksEver, at, response.Tasks.Values.Select(t => t.ChecklistId));
        return planned is null ? ended : new Event[] { ended, planned };
    }

    /// <summary>The timeline's line of a phase that ended.</summary>
    public static Rich Line(string over, int leftOpen, Text? because)
    {
        Rich left = leftOpen == 0 ? Rich.Empty : (Rich)$"; {Counted.Of(leftOpen, "must-do task")} left open";
        if (because is null) return (Rich)$"{over}{left}";
        return leftOpen == 0 ? (Rich)$"{over}: {because:quote}" : (Rich)$"{over}{left}, because: {because:quote}";
    }
}
