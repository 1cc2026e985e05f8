using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Something a person can do now, declared once beside its command: word, button, condition, form, permission.</summary>
/// <param name="Word">Unique; what people type after <c>/incident</c>.</param>
/// <param name="Label">What the button says; at most 24 characters.</param>
/// <param name="Explains">One line for completion and help.</param>
/// <param name="Permission">A permission of the playbook (<see cref="Permissions"/>).</param>
public abstract record Offer(string Word, string Label, string Explains, string Permission)
{
    /// <summary>How it is typed after the word: <c>[reason]</c>, <c>@someone what [15m]</c>.</summary>
    public string Usage { get; init; } = "";

    /// <summary>False: only a button, no slash word.</summary>
    public bool Typed { get; init; } = true;

    /// <summary>Needs rows of the newest incidents in <see cref="Moment.Known"/>, not only of those that the words name.</summary>
    public bool LooksAround { get; init; }

    /// <summary>
    /// Whether what was typed after the word reads as its arguments. Outside a room it is taken for this offer only then; else it could be the
    /// beginning of a report, and both are offered. By default nothing may follow.
    /// </summary>
    public Func<string, bool> Reads { get; init; } = string.IsNullOrWhiteSpace;

    /// <summary>
    /// What the arguments mean here: a command, a question, a form that asks for what is missing, or a refusal.
    /// <paramref name="state"/> is null outside any incident.
    /// </summary>
    public abstract Understood Read(Arguments arguments, Incident? state, Moment at);

    /// <summary>A command with valid answers, or null if it makes no sense here. What is shown is derived from it: see <see cref="MakesSense"/>.</summary>
    public Func<Incident, Moment, Command?> Sample { get; init; } = (_, _) => null;

    /// <summary>What the sample supposes besides: that there is another incident, say.</summary>
    public Func<Moment, Moment> Supposing { get; init; } = at => at;

    /// <summary>Whether to show it: the sample is neither refused nor without effect. A question makes sense in every incident.</summary>
    public virtual bool MakesSense(Incident incident, Moment at)
    {
        var supposed = Supposing(at);
        return Sample(incident, supposed) switch
        {
            Command<Incident> command => command.Decide(incident, supposed) is Happens,
            Command<Organisation> command => command.Decide(supposed.Organisation, supposed) is Happens,
            _ => false,
        };
    }

    /// <summary>Its button.</summary>
    public Press Button(Incident incident, string? label = null, Emphasis emphasis = Emphasis.Default, params (string Name, string Value)[] values) =>
        new(label ?? Label, Word, incident.Id, values.ToImmutableDictionary(v => v.Name, v => v.Value), emphasis);
}

/// <summary>An offer inside an incident. Outside, it asks for the incident's number.</summary>
public sealed record IncidentOffer(string Word, string Label, string Explains, string Permission, Func<Arguments, Incident, Moment, Understood> Reading)
    : Offer(Word, Label, Explains, Permission)
{
    public override Understood Read(Arguments arguments, Incident? state, Moment at) => state is null
        ? new Refused($"Which incident? Say its number, or type this in its room.", $"/incident INC-… {Word}")
        : Reading(arguments, state, at);

    /// <summary>Where it is a question in this state, which always makes sense.</summary>
    public Func<Incident, bool> Asks { get; init; } = _ => false;

    public override bool MakesSense(Incident incident, Moment at) => Asks(incident) || base.MakesSense(incident, at);
}

/// <summary>An offer that makes sense anywhere: report, list, help.</summary>
public sealed record AnywhereOffer(string Word, string Label, string Explains, string Permission, Func<Arguments, Incident?, Moment, Understood> Reading)
    : Offer(Word, Label, Explains, Permission)
{
    public override Understood Read(Arguments arguments, Incident? state, Moment at) => Reading(arguments, state, at);

    /// <summary>It makes sense only where its sample does; else everywhere.</summary>
    public bool BySample { get; init; }

    public override bool MakesSense(Incident incident, Moment at) => !BySample || base.MakesSense(incident, at);
}

/// <summary>What a person's words or click come to.</summary>
public abstract record Understood
{
    public static implicit operator Understood(Command command) => new ToDo(command);

    public static implicit operator Understood(Question question) => new ToAnswer(question);

    public static implicit operator Understood(Form form) => new ToAsk(form);

    public static implicit operator Understood(Refused refused) => new Not(refused);
}

/// <summary>A command to decide.</summary>
public sealed record ToDo(Command Command) : Understood;

/// <summary>A question to answer to whom asked.</summary>
public sealed record ToAnswer(Question Question) : Understood;

/// <summary>A form to open.</summary>
public sealed record ToAsk(Form Form) : Understood;

/// <summary>Not understood, or not possible: why, and what instead.</summary>
public sealed record Not(Refused Refused) : Understood;
