using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>What people do: mostly what the screen and the offers invite them to, sometimes nonsense.</summary>
internal sealed partial class SimPeople(int seed, SimScreen screen, Ledger ledger, Func<Incident, Person, Moment> momentOf)
{
    private static readonly ImmutableArray<string> Phrases =
    [
        "finance got a mail asking to change bank details", "the status page is down", "a laptop is gone", "odd sign-ins at night", "the file server is slow",
        "because it was a test", "12:40 it began", "yes", "SEV2 because two systems are down", "SEV1", "1", "1h", "3", "<@web:ben> check the VPN logs 15m", "commander <@web:chi>",
    ];

    private static readonly ImmutableArray<string> Looks = [.. Offers.All.OfType<LookOffer>().Select(o => o.Word), "tasks", "note seen", "join", "review"];

    private static readonly ImmutableArray<Offer> Steps =
    [
        .. new[] { "ack", "declare", "role", "done", "evidence", "update", "contained", "eradicated", "recovered", "resolve", "contribute", "review", "approve", "propose", "action", "verified", "close" }
            .Select(word => Offers.Find(word)!),
    ];

    private readonly Random random = new(seed);
    private int requests;

    /// <summary>The mark in a report's words that nobody else uses.</summary>
    public static string? MarkIn(string text) => Mark().Match(text) is { Success: true } mark ? mark.Value : null;

    /// <summary>What happens next: mostly one thing that somebody does, sometimes several at the same moment.</summary>
    public IEnumerable<Act> Next()
    {
        var who = Somebody();
        return random.Next(100) switch
        {
            < 2 => [new(new Slash(Request(), who, SomeRoom(who)?.Reference, $"status of {Phrase()}"), null)],
            < 4 => ManySeeIt(),
            < 6 => [Report(who)],
            < 10 when SomeIncident() is { } incident => [AskAbout(who, incident)],
            < 18 when SomeIncident() is { } incident => [SameAs(who, incident)],
            < 21 when SomeIncident() is { } incident && Remove(incident) is { } removal => [removal],
            < 27 when SomeRoom(who) is { } room => [Learn(who, room)],
            < 60 when SomeIncident() is { } incident && GoOn(incident) is { } next => [next],
            < 74 when SomeIncident() is { } incident && Fitting(incident) is { } fits => [fits],
            < 87 when Sees(who).GroupBy(s => s.Press.Word).ToArray() is { Length: > 0 } words => [Press(who, Any(Any(words).ToArray()))],
            _ when SomeRoom(who) is { } room => [Word(who, room)],
            _ => [Report(who)],
        };
    }

    /// <summary>A mail goes to many, a system stops for all: several people report at once, each to whichever instance they reach.</summary>
    private Act[] ManySeeIt() => Enumerable.Range(0, 2 + random.Next(4)).Select(_ => Report(Somebody())).ToArray();

    /// <summary>Somebody who may does the next thing that brings an incident to its end.</summary>
    private Act? GoOn(Incident incident) => AtWork(incident, Steps.Where(_ => random.Next(4) > 0));

    /// <summary>Somebody who may does anything that makes sense.</summary>
    private Act? Fitting(Incident incident) => AtWork(incident, Enumerable.Range(0, 8).Select(_ => Any(Offers.All)));

    private Act? AtWork(Incident incident, IEnumerable<Offer> offers, ImmutableDictionary<string, string>? values = null)
    {
        if (incident.Detection is null || screen.Rooms.Find(r => r.Asked.Stream == incident.Id && !r.Archived) is not { } room) return incident.Detection is not null && incident.Room.Lost is not null ? OpenNext(incident) : null;
        var (who, said) = (Somebody(), Arguments.Of(Said.Button, values ?? ImmutableDictionary<string, string>.Empty));
        foreach (var offer in offers)
        {
            // Whoever is asked does it, or the first who may.
            var able = SimDirectory.Everyone.Prepend(who).FirstOrDefault(p => MayRead(p, new ToRoom(room.Reference)) && May(offer, incident, momentOf(incident, p)));
            if (able is not null) return new(new Click(Request(), able, room.Reference, offer.Word, incident.Id, said.Values), said);
        }
        return null;
    }

    /// <summary>The room was closed: somebody opens the next one.</summary>
    private Act? OpenNext(Incident incident)
    {
        var able = SimDirectory.Everyone.FirstOrDefault(p => Membership.MayLook(incident).Contains(p) && May(NextRoom.Offer, incident, momentOf(incident, p)));
        return able is null || random.Next(3) > 0 ? null : new(new Click(Request(), able, null, NextRoom.Offer.Word, incident.Id, ImmutableDictionary<string, string>.Empty), Arguments.Of(Said.Button, ImmutableDictionary<string, string>.Empty));
    }

    private static bool May(Offer offer, Incident incident, Moment at) =>
        Permission.Refuse(offer, at.Who, incident, at.Playbook, at.Roster) is null && offer.MakesSense(incident, at);

    /// <summary>Somebody heard of a number, or was forwarded a link or a card, of an incident that they may or may not be in.</summary>
    private Act AskAbout(Person who, Incident incident)
    {
        if (random.Next(3) == 0) return new(new Click(Request(), who, SomeRoom(who)?.Reference, Any(Looks), incident.Id, ImmutableDictionary<string, string>.Empty), null);
        var number = incident.Reported.Number + (random.Next(6) == 0 ? 1 : 0);
        return new(new Slash(Request(), who, SomeRoom(who)?.Reference, FormattableString.Invariant($"INC-{number} {Any(Looks)}")), null);
    }

    /// <summary>Somebody finds that two are the same, from the room of one or from elsewhere.</summary>
    private Act SameAs(Person who, Incident incident)
    {
        var other = Any(ledger.OfIncidents.ToArray()).State.Reported.Number;
        var values = ImmutableDictionary<string, string>.Empty.Add("other", FormattableString.Invariant($"INC-{other}")).Add("reason", "the same sender");
        if (random.Next(3) > 0 && AtWork(incident, [Duplicate.Offer], values) is { } merge) return merge;
        var words = FormattableString.Invariant($"duplicate INC-{other} because of the same sender");
        var room = screen.Rooms.Find(r => r.Asked.Stream == incident.Id && !r.Archived);
        return room is not null && random.Next(3) > 0
            ? new(new Slash(Request(), who, room.Reference, words), Arguments.Typed(words["duplicate ".Length..])) { Word = "duplicate" }
            : new(new Slash(Request(), who, null, FormattableString.Invariant($"{incident.Name} {words}")), null);
    }

    /// <summary>Words have to go, mostly soon after they were written.</summary>
    private Act? Remove(Incident incident) => AtWork(incident, [Redact.Offer], ImmutableDictionary<string, string>.Empty
        .Add("entries", random.Next(1, (int)incident.Head.Number + 1).ToString(CultureInfo.InvariantCulture)).Add("reason", "a password was in it"));

    /// <summary>A lesson is said, proposed as a change of the playbook, and approved or rejected by whoever sees it.</summary>
    private Act Learn(Person who, SimRoom room)
    {
        var lessons = ledger.Stream(room.Asked.Stream).State.Learning.Lessons.Values.ToArray();
        var words = (lessons.Length == 0 ? 0 : random.Next(5)) switch
        {
            0 => $"lesson {Phrase()} {++requests}",
            1 or 2 => FormattableString.Invariant($"propose {Any(lessons).Number}"),
            3 => FormattableString.Invariant($"approve {Any(lessons).Number}"),
            _ => FormattableString.Invariant($"action {Any(lessons).Number}"),
        };
        var word = words.Split(' ')[0];
        return new(new Slash(Request(), who, room.Reference, words), Arguments.Typed(words[(word.Length + 1)..])) { Word = word };
    }

    /// <summary>The form filled in, mostly well.</summary>
    public Act FillIn(Person who, string? room, Form form)
    {
        var values = form.Fields.Select(f => (f.Name, Value: Answer(f))).Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!);
        foreach (var (name, value) in form.Carried) values[name] = value;
        return new(new Submit(Request(), who, room, form.Word, form.Stream, values.ToImmutableDictionary()), Arguments.Of(Said.Form, values.ToImmutableDictionary()));
    }

    private Act Report(Person who)
    {
        var what = $"{Phrase()} mark{(++requests).ToString(CultureInfo.InvariantCulture)}x";
        if (random.Next(3) > 0) return new(new Slash(Request(), who, null, what), Arguments.Typed(what)) { Word = "report" };
        var values = ImmutableDictionary<string, string>.Empty.Add("what", what).Add("private", random.Next(2) == 0 ? "true" : "false");
        return new(new Submit(Request(), who, null, "report", null, values), Arguments.Of(Said.Form, values));
    }

    private Act Press(Person who, (SimMessage Message, Card Card, Press Press) seen)
    {
        var values = seen.Press.Values;
        if (seen.Press.WithInputs) values = values.SetItems(Inputs(seen.Card.Body).ToDictionary(i => i.Name, i => i.Value));
        var room = (seen.Message.Where as ToRoom)?.Room;
        return new(new Click(Request(), who, room, seen.Press.Word, seen.Press.Stream, values), Arguments.Of(Said.Button, values));
    }

    private Act Word(Person who, SimRoom room)
    {
        var incident = ledger.Stream(room.Asked.Stream).State;
        var typed = Offers.All.Where(o => o.Typed && o.Word != "report").ToArray();
        if (typed.Length == 0) return Report(who);
        // Mostly what makes sense here; asking every offer would be slow.
        var tries = random.Next(5) > 0 ? Enumerable.Range(0, 6).Select(_ => typed[random.Next(typed.Length)]) : [];
        var offer = tries.FirstOrDefault(o => incident.Detection is not null && o.MakesSense(incident, momentOf(incident, who))) ?? typed[random.Next(typed.Length)];
        var rest = random.Next(3) == 0 ? "" : Phrase();
        return new(new Slash(Request(), who, room.Reference, $"{offer.Word} {rest}".Trim()), Arguments.Typed(rest)) { Word = offer.Word };
    }

    private IEnumerable<(SimMessage Message, Card Card, Press Press)> Sees(Person who) =>
        from message in screen.Messages
        where !message.Removed && message.Content.Card is not null && MayRead(who, message.Where)
        from button in Buttons(message.Content.Card!)
        select (message, message.Content.Card!, button);

    private Person Somebody() => Any(SimDirectory.Everyone);

    /// <summary>Any, or the one that most people are busy with.</summary>
    private Incident? SomeIncident() => ledger.OfIncidents.ToArray() is { Length: > 0 } all ? (random.Next(2) == 0 ? Any(all) : all.MaxBy(s => s.Events.Count)!).State : null;

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private static IEnumerable<Press> Buttons(Card card) => card.Actions.OfType<Press>().Concat(card.Body.SelectMany(Inside).OfType<ActionSet>().SelectMany(a => a.Actions).OfType<Press>());

    private IEnumerable<(string Name, string Value)> Inputs(IEnumerable<Element> body)
    {
        foreach (var element in body.SelectMany(Inside))
        {
            switch (element)
            {
                case InputText text: yield return (text.Name, text.Value ?? Phrase()); break;
                case InputChoice choice: yield return (choice.Name, choice.Choices[random.Next(choice.Choices.Length)].Value); break;
                case InputToggle toggle: yield return (toggle.Name, random.Next(2) == 0 ? "true" : "false"); break;
            }
        }
    }

    private static IEnumerable<Element> Inside(Element element) => element switch
    {
        Container container => container.Items.SelectMany(Inside),
        ColumnSet set => set.Columns.SelectMany(c => c.Items).SelectMany(Inside),
        _ => [element],
    };

    private string? Answer(Field field) => field switch
    {
        ChoiceField choice => random.Next(6) == 0 && !field.Required || choice.Choices.IsEmpty ? null : choice.Choices[random.Next(choice.Choices.Length)].Value,
        TickField => random.Next(2) == 0 ? "true" : "false",
        PersonField => SimDirectory.Everyone[random.Next(SimDirectory.Everyone.Length)].Id,
        { Value: { } value } => value,
        { Name: "within" or "every" or "wait" } => "10m",
        { Name: "number" or "entries" } when random.Next(6) > 0 => (1 + random.Next(6)).ToString(CultureInfo.InvariantCulture),
        { Name: "when" } when random.Next(6) > 0 => null,
        _ => random.Next(6) == 0 && !field.Required ? null : Phrase(),
    };

    private SimRoom? SomeRoom(Person who)
    {
        var rooms = screen.Rooms.Where(r => !r.Archived && MayRead(who, new ToRoom(r.Reference))).ToArray();
        return rooms.Length == 0 ? null : rooms[random.Next(rooms.Length)];
    }

    private bool MayRead(Person who, ChatPlace where) => where switch
    {
        ToPerson to => to.Person == who,
        ToRoom to => screen.Rooms.Find(r => r.Reference == to.Room) is { Archived: false } room && (!room.Asked.Private || room.Members.Contains(who)),
        _ => false,
    };

    private string Request() => "q" + (++requests).ToString("D5", CultureInfo.InvariantCulture);

    private string Phrase() => Phrases[random.Next(Phrases.Length)];

    [GeneratedRegex("mark[0-9]+x")]
    private static partial Regex Mark();
}

/// <summary>Something a person does, and what came with it as the core reads it; null: nobody can say.</summary>
internal sealed record Act(Inbound Inbound, Arguments? Arguments)
{
    /// <summary>The offer it is about.</summary>
    public string? Word { get; init; } = Inbound switch { Click click => click.Word, Submit submit => submit.Word, _ => null };

    /// <summary>The stream that it names, if the platform says so.</summary>
    public string? Stream => Inbound switch { Click click => click.Stream, Submit submit => submit.Stream, _ => null };
}
