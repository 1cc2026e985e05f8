using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.BlockKit;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Modals and App Home.</summary>
internal static class ViewMethods
{
    private const int MostBytes = 250_000;

    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("views.open", call => Shown(Open(call.World, Taken(call), CheckedModal(call)))), ("views.push", Push), ("views.update", Update), ("views.publish", Publish),
    ];

    /// <summary>A modal alone in front of its user.</summary>
    public static SlackView Open(Workspace world, Trigger trigger, JsonObject content) => world.Modals[trigger.User] = Store(world, trigger.User, content, null);

    /// <summary>A modal on top of another; three at most.</summary>
    public static SlackView Push(Workspace world, SlackView under, JsonObject content)
    {
        if (under.Previous?.Previous is not null) throw new SlackRefusal("push_limit_reached");
        return world.Modals[under.User] = Store(world, under.User, content, under);
    }

    /// <summary>Replaces what a view shows; what was filled in stays where block and action keep their ids.</summary>
    public static void Replace(Workspace world, SlackView view, JsonObject content)
    {
        CheckExternalId(world, content, view);
        view.Content = WithIds(world, content);
        view.Hash = NewHash(world);
        view.Errors.Clear();
        Filling.Keep(view);
    }

    public static JsonObject Checked(JsonNode? node)
    {
        if (node is not JsonObject view) throw new SlackRefusal("invalid_arguments") { Messages = ["[ERROR] missing required field: view"] };
        var errors = Surfaces.View(view);
        if (errors.Count > 0) throw new SlackRefusal("invalid_arguments") { Messages = [.. errors.Select(e => $"[ERROR] {e}")] };
        if (System.Text.Encoding.UTF8.GetByteCount(view.ToJsonString()) > MostBytes) throw new SlackRefusal("view_too_large");
        return view.DeepClone().AsObject();
    }

    private static JsonObject CheckedModal(ApiCall call)
    {
        var view = Checked(call.Json("view", "invalid_arguments"));
        return view["type"]?.ToString() == "modal" ? view : throw new SlackRefusal("invalid_arguments") { Messages = ["[ERROR] must be a modal [json-pointer:/view/type]"] };
    }

    private static JsonObject Push(ApiCall call)
    {
        var trigger = Taken(call);
        var under = trigger.From is { Closed: false } from ? from : throw new SlackRefusal("not_found");
        return Shown(Push(call.World, under, CheckedModal(call)));
    }

    private static JsonObject Update(ApiCall call)
    {
        var view = call.Maybe("view_id") is { } id ? call.World.Views.GetValueOrDefault(id)
            : call.World.Views.Values.LastOrDefault(v => v.ExternalId == call.Text("external_id") && !v.Closed);
        if (view is null or { Closed: true }) throw new SlackRefusal("not_found");
        if (call.Maybe("hash") is { } hash && hash != view.Hash) throw new SlackRefusal("hash_conflict");
        var content = Checked(call.Json("view", "invalid_arguments"));
        if (content["type"]?.ToString() != view.Content["type"]?.ToString()) throw new SlackRefusal("invalid_arguments") { Messages = ["[ERROR] the type of a view cannot change"] };
        Replace(call.World, view, content);
        return Shown(view);
    }

    private static JsonObject Publish(ApiCall call)
    {
        if (!call.Installed.Home) throw new SlackRefusal("not_enabled");
        var user = call.Text("user_id");
        if (!call.World.Users.ContainsKey(user)) throw new SlackRefusal("invalid_arguments");
        var content = Checked(call.Json("view", "invalid_arguments"));
        if (content["type"]?.ToString() != "home") throw new SlackRefusal("invalid_arguments") { Messages = ["[ERROR] must be a home [json-pointer:/view/type]"] };
        if (call.World.Homes.TryGetValue(user, out var home))
        {
            if (call.Maybe("hash") is { } hash && hash != home.Hash) throw new SlackRefusal("hash_conflict");
            Replace(call.World, home, content);
        }
        else home = call.World.Homes[user] = Store(call.World, user, content, null);
        return Shown(home);
    }

    private static SlackView Store(Workspace world, string user, JsonObject content, SlackView? previous)
    {
        CheckExternalId(world, content, null);
        var view = new SlackView { Id = world.NewId("V"), User = user, Content = WithIds(world, content), Hash = NewHash(world), Previous = previous };
        Filling.Keep(view);
        return world.Views[view.Id] = view;
    }

    private static void CheckExternalId(Workspace world, JsonObject content, SlackView? self)
    {
        if (content["external_id"]?.ToString() is { Length: > 0 } id && world.Views.Values.Any(v => v != self && !v.Closed && v.ExternalId == id))
            throw new SlackRefusal("duplicate_external_id");
    }

    private static JsonObject WithIds(Workspace world, JsonObject content)
    {
        Interactive.WithIds(content["blocks"]!.AsArray(), () => world.NewId("b"));
        return content;
    }

    private static string NewHash(Workspace world) => $"{world.Now.ToUnixTimeSeconds()}.{world.NewId("h")}";

    /// <summary>The trigger, used up: three seconds, once.</summary>
    private static Trigger Taken(ApiCall call)
    {
        if (!call.World.Triggers.TryGetValue(call.Text("trigger_id"), out var trigger)) throw new SlackRefusal("invalid_trigger_id");
        if (call.World.Now - trigger.At > TimeSpan.FromSeconds(3)) throw new SlackRefusal("expired_trigger_id");
        if (trigger.Used) throw new SlackRefusal("exchanged_trigger_id");
        trigger.Used = true;
        return trigger;
    }

    private static JsonObject Shown(SlackView view) => ApiCall.Ok(("view", Pictures.Of(view)));
}
