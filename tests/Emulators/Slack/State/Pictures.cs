using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>How Slack writes its things in answers and events.</summary>
internal static class Pictures
{
    public static JsonObject Of(SlackMessage message, bool allMetadata = false)
    {
        var picture = new JsonObject { ["type"] = "message", ["user"] = message.User, ["text"] = message.Text, ["ts"] = message.Ts, ["team"] = Workspace.Team };
        if (message.Subtype is not null) picture["subtype"] = message.Subtype;
        if (message.Blocks is not null) picture["blocks"] = message.Blocks.DeepClone();
        if (message.Thread is not null) picture["thread_ts"] = message.Thread;
        if (message.Edited) picture["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = message.Ts };
        if (message.ByBot && message.Subtype is null)
        {
            picture["bot_id"] = Workspace.BotId;
            picture["app_id"] = Workspace.App;
            picture["bot_profile"] = new JsonObject { ["id"] = Workspace.BotId, ["deleted"] = false, ["name"] = "incidents", ["app_id"] = Workspace.App, ["team_id"] = Workspace.Team };
        }
        if (message.Metadata is { } metadata) picture["metadata"] = allMetadata ? metadata.DeepClone() : new JsonObject { ["event_type"] = metadata["event_type"]?.DeepClone() };
        if (message.Files.Count > 0) picture["files"] = new JsonArray([.. message.Files.Select(f => (JsonNode)Of(f))]);
        if (message.Reactions.Count > 0)
        {
            picture["reactions"] = new JsonArray([.. message.Reactions.GroupBy(r => r.Name).Select(g => (JsonNode)new JsonObject
            {
                ["name"] = g.Key, ["count"] = g.Count(), ["users"] = Names(g.Select(r => r.User)),
            })]);
        }
        return picture;
    }

    public static JsonObject Of(SlackChannel channel)
    {
        var picture = new JsonObject
        {
            ["id"] = channel.Id,
            ["created"] = channel.Created.ToUnixTimeSeconds(),
            ["is_archived"] = channel.Archived,
            ["is_im"] = channel.Direct,
            ["is_org_shared"] = false,
            ["context_team_id"] = Workspace.Team,
        };
        if (channel.Direct) return picture;
        picture["name"] = channel.Name;
        picture["name_normalized"] = channel.Name;
        picture["creator"] = channel.Creator;
        picture["is_channel"] = !channel.Private;
        picture["is_group"] = channel.Private;
        picture["is_mpim"] = channel.Group;
        picture["is_private"] = channel.Private;
        picture["is_general"] = channel.Name == "general";
        picture["is_shared"] = channel.Shared;
        picture["is_ext_shared"] = channel.Shared;
        picture["is_member"] = channel.Members.Contains(Workspace.BotUser);
        picture["topic"] = new JsonObject { ["value"] = channel.Topic, ["creator"] = "", ["last_set"] = 0 };
        picture["purpose"] = new JsonObject { ["value"] = channel.Purpose, ["creator"] = "", ["last_set"] = 0 };
        return picture;
    }

    /// <param name="email">Only with the scope for it.</param>
    public static JsonObject Of(SlackUser user, bool email)
    {
        var profile = new JsonObject { ["real_name"] = user.Name, ["display_name"] = user.Name, ["real_name_normalized"] = user.Name, ["display_name_normalized"] = user.Name, ["team"] = user.Team ?? Workspace.Team };
        if (email && user.Email is not null) profile["email"] = user.Email;
        if (user.Bot) profile["bot_id"] = Workspace.BotId;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(user.TimeZone);
        var picture = new JsonObject
        {
            ["id"] = user.Id,
            ["team_id"] = user.Team ?? Workspace.Team,
            ["name"] = user.Name.ToLowerInvariant(),
            ["deleted"] = user.Deactivated,
            ["profile"] = profile,
            ["is_bot"] = user.Bot,
            ["is_app_user"] = false,
            ["updated"] = 0,
        };
        if (user.Deactivated) return picture;
        picture["real_name"] = user.Name;
        picture["tz"] = user.TimeZone;
        picture["tz_label"] = zone.StandardName;
        picture["tz_offset"] = (int)zone.BaseUtcOffset.TotalSeconds;
        picture["is_admin"] = user.Admin;
        picture["is_owner"] = false;
        picture["is_primary_owner"] = false;
        picture["is_restricted"] = user.Guest;
        picture["is_ultra_restricted"] = false;
        if (user.Stranger) picture["is_stranger"] = true;
        if (user.Enterprise is { } enterprise)
        {
            picture["enterprise_user"] = new JsonObject { ["id"] = user.Id, ["enterprise_id"] = enterprise, ["enterprise_name"] = Workspace.Organisation, ["is_admin"] = false, ["is_owner"] = false, ["teams"] = Names([user.Team ?? Workspace.Team]) };
        }
        return picture;
    }

    public static JsonObject Of(SlackFile file) => new()
    {
        ["id"] = file.Id,
        ["created"] = file.Created.ToUnixTimeSeconds(),
        ["timestamp"] = file.Created.ToUnixTimeSeconds(),
        ["name"] = file.Name,
        ["title"] = file.Name,
        ["mimetype"] = file.Media,
        ["user"] = file.Owner,
        ["size"] = file.SaysSize ?? file.Content.Length,
        ["mode"] = file.Mode,
        ["is_external"] = file.Mode == "external",
        ["is_public"] = false,
        ["public_url_shared"] = false,
        ["url_private"] = file.LiesAt?.ToString() ?? $"{file.Host}/files-pri/{Workspace.Team}-{file.Id}/{Uri.EscapeDataString(file.Name)}",
        ["url_private_download"] = file.LiesAt?.ToString() ?? $"{file.Host}/files-pri/{Workspace.Team}-{file.Id}/download/{Uri.EscapeDataString(file.Name)}",
    };

    public static JsonObject Of(SlackView view)
    {
        var picture = view.Content.DeepClone().AsObject();
        picture["id"] = view.Id;
        picture["team_id"] = Workspace.Team;
        picture["app_id"] = Workspace.App;
        picture["app_installed_team_id"] = Workspace.Team;
        picture["bot_id"] = Workspace.BotId;
        picture["hash"] = view.Hash;
        picture["root_view_id"] = Root(view).Id;
        picture["previous_view_id"] = view.Previous?.Id;
        picture["state"] = new JsonObject { ["values"] = view.Values.DeepClone() };
        picture["private_metadata"] ??= "";
        picture["callback_id"] ??= "";
        picture["external_id"] ??= "";
        picture["clear_on_close"] ??= false;
        picture["notify_on_close"] ??= false;
        picture["submit"] ??= null;
        picture["close"] ??= null;
        return picture;
    }

    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)n)]);

    private static SlackView Root(SlackView view) => view.Previous is null ? view : Root(view.Previous);
}
