using System.Globalization;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>What the platform holds and people see. It is not kind: the same key twice is there twice.</summary>
internal sealed class SimScreen
{
    private int references;

    public List<SimRoom> Rooms { get; } = [];

    public List<SimMessage> Messages { get; } = [];

    /// <summary>People whom the platform does not deliver direct messages to.</summary>
    public HashSet<Person> Unreachable { get; } = [];

    /// <summary>Somebody gets to see this: a new message, a new content of one.</summary>
    public Action<SimMessage> Shown { get; set; } = _ => { };

    /// <summary>People get into this room.</summary>
    public Action<SimRoom, IEnumerable<Person>> Joined { get; set; } = (_, _) => { };

    /// <summary>Something of this stream changed, whatever it was.</summary>
    public Action<string> Changed { get; set; } = _ => { };

    public IEnumerable<SimMessage> Visible => Messages.Where(m => !m.Removed);

    public SimRoom Open(string key, RoomToOpen room)
    {
        var opened = new SimRoom(Reference("room"), key, room);
        Rooms.Add(opened);
        Join(opened, room.Members);
        return opened;
    }

    public void Join(SimRoom room, IEnumerable<Person> people)
    {
        var joining = people.Where(p => !room.Members.Contains(p)).ToArray();
        Joined(room, joining);
        room.Members.UnionWith(joining);
    }

    public SimMessage Post(string key, ChatPlace where, ChatMessage content)
    {
        if (where is ToRoom { Room: var room }) RoomOf(room);
        if (where is ToPerson { Person: var person } && Unreachable.Contains(person)) throw new ChatRefusedException("They take no direct messages.");
        var message = new SimMessage(Reference("message"), key, where, content);
        Messages.Add(message);
        Shown(message);
        return message;
    }

    public void Update(string reference, ChatMessage content)
    {
        var message = MessageOf(reference);
        message.Content = content;
        Shown(message);
    }

    /// <summary>A room that can be used. Into a public one the bot goes back by itself.</summary>
    public SimRoom RoomOf(string reference)
    {
        var room = Rooms.FirstOrDefault(r => r.Reference == reference && (!r.Archived || r.Hands.Closed)) ?? throw new ChatGoneException("There is no such room.");
        if (room.Hands.Closed) throw new ChatClosedException("It is archived.");
        if (room.Hands.BotIsOut && room.Asked.Private) throw new ChatClosedException("There is no such room for the bot.") { PerhapsPutOut = true };
        room.Hands.BotIsOut = false;
        return room;
    }

    /// <summary>Whether the bot was not told yet of something that people did to a room of this stream.</summary>
    public bool IsUntold(string stream) => Rooms.Exists(r => r.Asked.Stream == stream && r.Hands.Untold.Count > 0);

    public SimMessage MessageOf(string reference)
    {
        var message = Messages.FirstOrDefault(m => m.Reference == reference) ?? throw new ChatGoneException("There is no such message.");
        if (message.Where is ToRoom { Room: var room }) RoomOf(room);
        if (!message.Removed) return message;
        message.GoneWasSaid = true;
        throw new ChatGoneException("There is no such message.");
    }

    private string Reference(string kind) => kind + (++references).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A room on the screen.</summary>
internal sealed class SimRoom(string reference, string key, RoomToOpen asked)
{
    public string Reference => reference;

    public string Key => key;

    public RoomToOpen Asked => asked;

    public string Name { get; set; } = asked.Name;

    public Rich Topic { get; set; } = asked.Topic;

    public HashSet<Person> Members { get; } = [];

    /// <summary>Who left by themselves.</summary>
    public HashSet<Person> Left { get; } = [];

    public bool Archived { get; set; }

    /// <summary>What people did to it.</summary>
    public Touched Hands { get; } = new();

    /// <summary>The bot can use it.</summary>
    public bool IsOpen => !Archived && !Hands.BotIsOut;
}

/// <summary>A message on the screen.</summary>
internal sealed class SimMessage(string reference, string key, ChatPlace where, ChatMessage content)
{
    public string Reference => reference;

    public string Key => key;

    public ChatPlace Where => where;

    public ChatMessage Content { get; set; } = content;

    /// <summary>When it was posted, by the platform's clock.</summary>
    public DateTimeOffset At { get; set; }

    public bool Pinned { get; set; }

    public bool Removed { get; set; }

    /// <summary>A person deleted it, not the bot.</summary>
    public bool ByHand { get; set; }

    /// <summary>The bot was told that it is gone.</summary>
    public bool GoneWasSaid { get; set; }
}
