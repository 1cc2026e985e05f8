using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>What people do: mostly what the screen and the offers invite them to, sometimes nonsense.</summary>
internal sealed partial class SimPeople(int seed, SimScreen screen, Ledger ledger, Func<Incident, Person, Moment> momentOf)
{
    private static readonly ImmutableArray<string> Phrases =
    [
        "finance got a mail asking to change bank details", "the status page is down", "a laptop is gone", "odd sign-ins at night", "the file server is slow",
        "because it was a test", "12:40 it began", "yes", "SEV2 because two systems are down", "SEV1", "1", "1h", "3", "<@web:ben> check the VPN logs 15m", "commander <@web:chi>",
    ];

    private readonly Random random = new(seed);
    private int requests;

    /// <summary>The mark in a report's words that nobody else uses.</summary>
    public static string? MarkIn(string text) => Mark().Match(text) is { Success: true } mark ? mark.Value : null;

    /// <summary>The next thing that somebody does.</summary>
    public Act Next()
    {
        var who = SimDirectory.Everyone[random.Next(SimDirectory.Everyone.Length)];
        return random.Next(100) switch
        {
            < 12 => Report(who),
            < 55 when Sees(who).ToArray() is { Length: > 0 } presses => Press(who, presses[random.Next(presses.Length)]),
            < 92 when SomeRoom(who) is { } room => Word(who, room),
            < 95 => new(new Slash(Request(), who, SomeRoom(who)?.Reference, $"status of {Phrase()}"), null),
            _ => Report(who),
        };
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

    private Act Press(Person who, (SimMessage Message, Card Card, Press Button) seen)
    {
        var values = seen.Button.Values;
        if (seen.Button.WithInputs) values = values.SetItems(Inputs(seen.Card.Body).ToDictionary(i => i.Name, i => i.Value));
        var room = (seen.Message.Where as ToRoom)?.Room;
        return new(new Click(Request(), who, room, seen.Button.Word, seen.Button.Stream, values), Arguments.Of(Said.Button, values));
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

    private IEnumerable<(SimMessage, Card, Press)> Sees(Person who) =>
        from message in screen.Messages
        where !message.Removed && message.Content.Card is not null && MayRead(who, message.Where)
        from button in Buttons(message.Content.Card!)
        select (message, message.Content.Card!, button);

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
        _ => field.Value ?? (random.Next(6) == 0 && !field.Required ? null : Phrase()),
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
