using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>Buttons, choices and dialogs.</summary>
public sealed partial class SlackPerson
{
    /// <summary>Presses the button with this label on a message.</summary>
    public Task<Acked> Clicks(SlackMessage message, string label) => Interacts(slack.Within(world =>
    {
        var (block, element) = Find(message.Blocks, e => e["type"]?.ToString() == "button" && Interactive.LabelOf(e) == label, label, string.Join(", ", message.Buttons));
        return Payloads.Action(world, user, message, Action(world, block, element, null), ChoicesOn(message), Host);
    }), message.Channel);

    /// <summary>Presses the button with this label in a dialog or in App Home.</summary>
    public Task<Acked> Clicks(SlackView view, string label) => Interacts(slack.Within(world =>
    {
        var (block, element) = Find(view.Blocks, e => e["type"]?.ToString() == "button" && Interactive.LabelOf(e) == label, label, view.Shown);
        return Payloads.Action(world, user, view, Action(world, block, element, null));
    }), null);

    /// <summary>Takes this choice of a select, an overflow menu or a radio group on a message.</summary>
    public Task<Acked> Chooses(SlackMessage message, string choice) => Interacts(slack.Within(world =>
    {
        var (block, element) = Find(message.Blocks, e => Interactive.Options(e).Any(o => o["text"]!["text"]!.ToString() == choice), choice, message.Shown);
        var values = ChoicesOn(message);
        if (element["type"]!.ToString() != "overflow") Filling.Fill(values, block, element, choice);
        return Payloads.Action(world, user, message, Action(world, block, element, choice), values, Host);
    }), message.Channel);

    /// <summary>Takes this choice in a dialog or App Home; a select in an input block tells nobody before the dialog is sent.</summary>
    public Task<Acked> Chooses(SlackView view, string choice)
    {
        var payload = slack.Within(world =>
        {
            var (block, element) = Find(view.Blocks, e => Interactive.Options(e).Any(o => o["text"]!["text"]!.ToString() == choice), choice, view.Shown);
            if (element["type"]!.ToString() != "overflow") Filling.Fill(view.Values, block, element, choice);
            var told = block["type"]!.ToString() != "input" || block["dispatch_action"]?.GetValue<bool>() is true;
            return told ? Payloads.Action(world, user, view, Action(world, block, element, choice)) : null;
        });
        return payload is null ? Done() : Interacts(payload, null);
    }

    /// <summary>
    /// Fills in inputs, each by its label (or block id), and sends the dialog. A choice is named by its text, several are parted by <c>|</c>,
    /// a person by user id.
    /// </summary>
    /// <exception cref="InvalidOperationException">Slack's own client would not let them: something is missing, or not there.</exception>
    public async Task<Acked> Submits(SlackView view, params IReadOnlyList<(string Label, string? Answer)> answers)
    {
        var payload = slack.Within(world =>
        {
            if (view.Closed) throw new InvalidOperationException($"“{view.Title}” is closed.");
            foreach (var (label, answer) in answers)
            {
                var block = view.Inputs.FirstOrDefault(b => b["label"]!["text"]!.ToString() == label || b["block_id"]!.ToString() == label)
                    ?? throw new InvalidOperationException($"“{view.Title}” has no “{label}”; it has {string.Join(", ", view.Labels)}.");
                Filling.Fill(view.Values, block, block["element"]!.AsObject(), answer);
            }
            var missing = view.Inputs.Select(b => Filling.Missing(view.Values, b)).FirstOrDefault(m => m is not null);
            return missing is null ? Payloads.Submission(world, user, view) : throw new InvalidOperationException(missing);
        });
        var acked = await slack.Deliveries.Once(new("interactive", payload, AcceptsAnswer: true));
        slack.Within(world => DialogAnswer.Apply(world, view, acked, slack.Violated));
        return acked;
    }

    /// <summary>Closes a dialog without sending it.</summary>
    public Task<Acked> Closes(SlackView view)
    {
        var payload = slack.Within(world =>
        {
            DialogAnswer.Close(world, view);
            return view.Content["notify_on_close"]?.GetValue<bool>() is true ? Payloads.Closed(world, user, view, cleared: false) : null;
        });
        return payload is null ? Done() : Interacts(payload, null);
    }

    private static (JsonObject Block, JsonObject Element) Find(JsonArray? blocks, Func<JsonObject, bool> fits, string label, string instead)
    {
        var found = Interactive.Of(blocks).FirstOrDefault(e => fits(e.Element));
        return found.Element is null ? throw new InvalidOperationException($"There is no “{label}”; there is: {instead}") : found;
    }

    private static JsonObject Action(Workspace world, JsonObject block, JsonObject element, string? choice)
    {
        var action = new JsonObject
        {
            ["action_id"] = element["action_id"]!.DeepClone(),
            ["block_id"] = block["block_id"]!.DeepClone(),
            ["type"] = element["type"]!.DeepClone(),
            ["action_ts"] = Workspace.Ts(world.Now),
        };
        if (element["text"] is { } text) action["text"] = text.DeepClone();
        if (element["value"] is { } value) action["value"] = value.DeepClone();
        if (choice is not null) action["selected_option"] = Interactive.Options(element).First(o => o["text"]!["text"]!.ToString() == choice).DeepClone();
        return action;
    }

    /// <summary>What this person chose on the message before, which stays on their screen.</summary>
    private JsonObject ChoicesOn(SlackMessage message)
    {
        lock (message.Choices)
        {
            var before = message.Choices.GetValueOrDefault(user.Id);
            return message.Choices[user.Id] = Filling.Initial(message.Blocks, before);
        }
    }
}
