using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>
/// One user's hands. Each act ends when Slack has the bot's acknowledgement and showed what it says; events that follow from it are on
/// their way then.
/// </summary>
public sealed partial class SlackPerson
{
    private readonly SlackEmulator slack;
    private readonly SlackUser user;

    internal SlackPerson(SlackEmulator slack, SlackUser user)
    {
        this.slack = slack;
        this.user = user;
    }

    private string Host => slack.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Writes this and presses Enter: a slash command, or a message. <c>@name</c> and <c>#name</c> become mentions.</summary>
    public Task<Acked> Types(string text, string channel) => text.StartsWith('/') ? Commands(text, channel) : Says(text, channel);

    /// <summary>Writes a message, perhaps as an answer in a thread.</summary>
    public Task<Acked> Says(string text, string channel, string? thread = null)
    {
        slack.Within(world =>
        {
            var place = Open(world, channel);
            var message = new SlackMessage { Channel = place.Id, Ts = world.NewTs(place), User = user.Id, Text = Typing.Escaped(world, text), Thread = thread };
            place.Messages.Add(message);
            world.Posted(place, message);
            return message;
        });
        return Done();
    }

    /// <summary>Writes to the bot directly.</summary>
    public Task<Acked> SaysToBot(string text) => Says(text, slack.Within(world => world.Direct(user.Id).Id));

    /// <summary>Shares a file in a channel.</summary>
    /// <param name="as">How it lies there, if not as usual.</param>
    public SlackMessage Shares(string name, string media, byte[] content, string channel, string text = "", Func<SlackFile, SlackFile>? @as = null) => slack.Within(world =>
    {
        var place = Open(world, channel);
        var file = new SlackFile(world.NewId("F"), name, media, content, user.Id, world.Now) { Host = Host };
        file = world.Files[file.Id] = @as?.Invoke(file) ?? file;
        var message = new SlackMessage { Channel = place.Id, Ts = world.NewTs(place), User = user.Id, Text = Typing.Escaped(world, text), Subtype = "file_share" };
        message.Files.Add(file);
        place.Messages.Add(message);
        world.Posted(place, message);
        return message;
    });

    /// <summary>Uses a message's shortcut, or a global one.</summary>
    public Task<Acked> UsesShortcut(string callback, SlackMessage? message = null)
    {
        if (!slack.Installed.Shortcuts.Contains(callback)) throw new InvalidOperationException($"The app has no shortcut {callback}.");
        return Interacts(slack.Within(world => Payloads.Shortcut(world, user, callback, message, Host)), message?.Channel);
    }

    /// <summary>Opens the app's home.</summary>
    public Task<Acked> OpensHome()
    {
        slack.Within(world =>
        {
            var told = new JsonObject { ["user"] = user.Id, ["channel"] = world.Direct(user.Id).Id, ["tab"] = "home" };
            if (world.Homes.TryGetValue(user.Id, out var home)) told["view"] = Pictures.Of(home);
            world.Tell("app_home_opened", told, null);
            return true;
        });
        return Done();
    }

    private async Task<Acked> Commands(string text, string channel)
    {
        var space = text.IndexOf(' ');
        var (command, rest) = space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
        if (!slack.Installed.Commands.Contains(command)) throw new InvalidOperationException($"The app has no command {command}.");
        var payload = slack.Within(world => Payloads.Command(world, user, Visible(world, channel), command, Typing.Escaped(world, rest.Trim()), Host));
        var acked = await slack.Deliveries.Once(new("slash_commands", payload, AcceptsAnswer: true));
        ShowAnswer(payload["response_url"]!.ToString().Split('/')[^1], acked, text);
        return acked;
    }

    private void ShowAnswer(string responseUrl, Acked acked, string command) => slack.Within(world =>
    {
        var url = world.ResponseUrls[responseUrl];
        if (!acked.Good)
        {
            slack.Violated($"“{command}” was not acknowledged in time: {acked.Failure}");
            new MessageContent($"{command} failed with the error “{(acked.Failure == "http_timeout" ? "operation_timeout" : "dispatch_failed")}”", null, null).ToEphemeral(world, world.Channels[url.Channel], user.Id);
            return false;
        }
        if (string.IsNullOrWhiteSpace(acked.Body)) return true;
        try
        {
            if (acked.Json is { Count: 0 }) return true;
            ResponseUrlEndpoint.Apply(world, url, acked.Json ?? new JsonObject { ["text"] = acked.Body }, what => slack.Violated($"answer to “{command}”: {what}"));
        }
        catch (SlackRefusal refusal)
        {
            slack.Violated($"answer to “{command}”: {refusal.Error} {string.Join("; ", refusal.Messages)}");
        }
        return true;
    });

    /// <summary>Sends an interaction, whose acknowledgement has to be empty.</summary>
    private async Task<Acked> Interacts(JsonObject payload, string? channel)
    {
        var acked = await slack.Deliveries.Once(new("interactive", payload));
        if (!acked.Good)
        {
            slack.Violated($"{payload["type"]} was not acknowledged in time: {acked.Failure}");
            if (channel is not null) slack.Within(world => new MessageContent("Something went wrong with that. Try again.", null, null).ToEphemeral(world, world.Channels[channel], user.Id));
        }
        else if (acked.Body.Trim() is not ("" or "{}")) slack.Violated($"{payload["type"]} was acknowledged with a body: {acked.Body}");
        return acked;
    }

    private SlackChannel Visible(Workspace world, string idOrName)
    {
        var channel = world.Channels.GetValueOrDefault(idOrName) ?? world.Channels.Values.FirstOrDefault(c => c.Name == idOrName) ?? throw new InvalidOperationException($"There is no channel {idOrName}.");
        return !channel.Private || channel.Members.Contains(user.Id) ? channel : throw new InvalidOperationException($"{user.Name} does not see {channel.Name}.");
    }

    private SlackChannel Open(Workspace world, string idOrName)
    {
        var channel = Visible(world, idOrName);
        return channel.Archived ? throw new InvalidOperationException($"{channel.Name} is archived.")
            : channel.Members.Contains(user.Id) ? channel : throw new InvalidOperationException($"{user.Name} is not in {channel.Name}.");
    }

    private static Task<Acked> Done() => Task.FromResult(new Acked(200, "", TimeSpan.Zero, null));
}
