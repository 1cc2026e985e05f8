using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>What the bot's answer to a sent dialog does.</summary>
internal static class DialogAnswer
{
    public static bool Apply(Workspace world, SlackView view, Acked acked, Action<string> violated)
    {
        view.Errors.Clear();
        if (!acked.Good)
        {
            violated($"“{view.Title}” was not acknowledged in time: {acked.Failure}");
            view.Errors[""] = "We had some trouble connecting. Try again?";
            return false;
        }
        if (acked.Body.Trim() is "" or "{}")
        {
            Close(world, view);
            return true;
        }
        if (acked.Json is not { } answer)
        {
            violated($"“{view.Title}” was answered by what is no JSON: {acked.Body}");
            return false;
        }
        try
        {
            Act(world, view, answer, violated);
        }
        catch (SlackRefusal refusal)
        {
            violated($"“{view.Title}” was answered by a view that Slack refuses: {refusal.Error} {string.Join("; ", refusal.Messages)}");
        }
        return true;
    }

    /// <summary>The view goes, and the one under it comes back.</summary>
    public static void Close(Workspace world, SlackView view)
    {
        view.Closed = true;
        if (world.Modals.GetValueOrDefault(view.User) != view) return;
        if (view.Previous is { } under) world.Modals[view.User] = under;
        else world.Modals.Remove(view.User);
    }

    private static void Act(Workspace world, SlackView view, System.Text.Json.Nodes.JsonObject answer, Action<string> violated)
    {
        switch (answer["response_action"]?.ToString())
        {
            case "errors":
                var inputs = view.Inputs.Select(b => b["block_id"]!.ToString()).ToHashSet();
                foreach (var (block, text) in answer["errors"]!.AsObject())
                {
                    if (!inputs.Contains(block)) violated($"“{view.Title}”: an error at {block}, which is no input of it");
                    view.Errors[block] = text!.ToString();
                }
                if (view.Errors.Count == 0) violated($"“{view.Title}”: errors without one");
                break;
            case "update":
                ViewMethods.Replace(world, view, ViewMethods.Checked(answer["view"]));
                break;
            case "push":
                ViewMethods.Push(world, view, ViewMethods.Checked(answer["view"]));
                break;
            case "clear":
                for (var each = view; each is not null; each = each.Previous) each.Closed = true;
                world.Modals.Remove(view.User);
                break;
            default:
                violated($"“{view.Title}” was answered by {answer.ToJsonString()}, which says no response_action");
                break;
        }
    }
}
