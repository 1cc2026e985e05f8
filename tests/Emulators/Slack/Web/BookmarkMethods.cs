using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

internal static class BookmarkMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("bookmarks.add", Add), ("bookmarks.edit", Edit), ("bookmarks.remove", Remove),
        ("bookmarks.list", call => ApiCall.Ok(("bookmarks", new JsonArray([.. call.Joined("channel_id").Bookmarks.Select(b => (JsonNode)Picture(call, b))])))),
    ];

    private static JsonObject Add(ApiCall call)
    {
        var channel = call.Joined("channel_id");
        if (call.Text("type") != "link") throw new SlackRefusal("invalid_bookmark_type");
        if (channel.Bookmarks.Count >= 100) throw new SlackRefusal("too_many_bookmarks");
        var bookmark = new SlackBookmark(call.World.NewId("Bk"), call.Text("title"), Link(call), call.Maybe("emoji"));
        channel.Bookmarks.Add(bookmark);
        return ApiCall.Ok(("bookmark", Picture(call, bookmark)));
    }

    private static JsonObject Edit(ApiCall call)
    {
        var (channel, before) = Target(call);
        var after = before with { Title = call.Maybe("title") ?? before.Title, Link = call.Has("link") ? Link(call) : before.Link, Emoji = call.Maybe("emoji") ?? before.Emoji };
        channel.Bookmarks[channel.Bookmarks.IndexOf(before)] = after;
        return ApiCall.Ok(("bookmark", Picture(call, after)));
    }

    private static JsonObject Remove(ApiCall call)
    {
        var (channel, bookmark) = Target(call);
        channel.Bookmarks.Remove(bookmark);
        return ApiCall.Ok();
    }

    private static (SlackChannel Channel, SlackBookmark Bookmark) Target(ApiCall call)
    {
        var channel = call.Joined("channel_id");
        return (channel, channel.Bookmarks.FirstOrDefault(b => b.Id == call.Text("bookmark_id")) ?? throw new SlackRefusal("not_found"));
    }

    private static string Link(ApiCall call) =>
        Uri.TryCreate(call.Text("link"), UriKind.Absolute, out var link) && (link.Scheme is "http" or "https") ? call.Text("link") : throw new SlackRefusal("invalid_link");

    private static JsonObject Picture(ApiCall call, SlackBookmark bookmark) => new()
    {
        ["id"] = bookmark.Id,
        ["channel_id"] = call.Text("channel_id"),
        ["title"] = bookmark.Title,
        ["link"] = bookmark.Link,
        ["emoji"] = bookmark.Emoji,
        ["type"] = "link",
        ["app_id"] = Workspace.App,
        ["date_created"] = call.World.Now.ToUnixTimeSeconds(),
    };
}
