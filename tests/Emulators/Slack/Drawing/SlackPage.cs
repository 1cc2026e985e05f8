using System.Globalization;
using System.Net;
using System.Text;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Drawing;

/// <summary>Draws what people see as a page that needs nothing else, so that cards can be looked at.</summary>
internal static class SlackPage
{
    public static string Of(Workspace world, SlackChannel channel, SlackUser? viewer)
    {
        var page = new StringBuilder();
        var mine = viewer is null ? [] : world.Private.Where(m => m.OnlyFor == viewer.Id && m.Channel == channel.Id);
        page.Append(CultureInfo.InvariantCulture, $"<header><b>{(channel.Private ? "🔒" : "#")} {Safe(channel.Name)}</b><span>{Safe(channel.Topic)}</span></header>");
        if (channel.Bookmarks.Count + channel.Pins.Count > 0)
        {
            page.Append("<nav>");
            if (channel.Pins.Count > 0) page.Append(CultureInfo.InvariantCulture, $"<span>📌 {channel.Pins.Count} pinned</span>");
            foreach (var bookmark in channel.Bookmarks) page.Append(CultureInfo.InvariantCulture, $"<span>{Safe(bookmark.Emoji ?? "🔗")} {Safe(bookmark.Title)}</span>");
            page.Append("</nav>");
        }
        foreach (var message in channel.Messages.Concat(mine).OrderBy(m => m.Ts, StringComparer.Ordinal)) page.Append(Message(world, channel, message, viewer));
        if (viewer is not null && world.Modals.GetValueOrDefault(viewer.Id) is { } modal) page.Append("<div class=veil></div>").Append(Dialog(world, modal, viewer));
        return Page(channel.Name, page.ToString());
    }

    public static string Of(Workspace world, SlackView view)
    {
        var viewer = world.Users[view.User];
        var drawn = view.Content["type"]!.ToString() == "home" ? $"<main class=home>{BlockPage.Of(world, view.Blocks, viewer, view.Values, view.Errors)}</main>" : Dialog(world, view, viewer);
        return Page(view.Title, drawn);
    }

    private static string Dialog(Workspace world, SlackView view, SlackUser viewer) =>
        $"<dialog open><h2>{Safe(view.Title)}</h2><section>{BlockPage.Of(world, view.Blocks, viewer, view.Values, view.Errors)}</section><footer>"
        + $"<button>{Safe(view.Content["close"]?["text"]?.ToString() ?? "Cancel")}</button>"
        + (view.Content["submit"]?["text"]?.ToString() is { } submit ? $"<button class=primary>{Safe(submit)}</button>" : "") + "</footer></dialog>";

    private static string Message(Workspace world, SlackChannel channel, SlackMessage message, SlackUser? viewer)
    {
        var author = world.Users.GetValueOrDefault(message.User);
        var at = TimeZoneInfo.ConvertTime(MarkupPage.TimeOf(message.Ts), TimeZoneInfo.FindSystemTimeZoneById(viewer?.TimeZone ?? "UTC"));
        var pinned = channel.Pins.Contains(message.Ts) ? "<small>📌 Pinned</small>" : "";
        var whose = message.OnlyFor is null ? "" : "<small>👁 Only visible to you</small>";
        var body = message.Blocks is null ? $"<p>{MarkupPage.Of(world, message.Text, viewer)}</p>" : BlockPage.Of(world, message.Blocks, viewer, null, null);
        var edited = message.Edited ? "<small>(edited)</small>" : "";
        var reactions = string.Concat(message.Reactions.GroupBy(r => r.Name).Select(g => $"<span class=reaction>:{Safe(g.Key)}: {g.Count()}</span>"));
        return $"<article class=\"{(message.OnlyFor is null ? "" : "private")} {(message.Subtype is null ? "" : "system")}\"><i>{Safe((author?.Name ?? message.User)[..1])}</i><div>{pinned}{whose}<b>{Safe(author?.Name ?? message.User)}</b>"
            + $"{(message.ByBot ? "<em>APP</em>" : "")} <time>{at:HH:mm}</time>{body}{edited}{reactions}</div></article>";
    }

    internal static string Safe(string text) => WebUtility.HtmlEncode(text);

    private static string Page(string title, string body) => $"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{Safe(title)}</title><style>{Style}</style>{body}";

    private const string Style = """
        body{margin:0;font:15px/1.46 Lato,"Segoe UI",system-ui,sans-serif;color:#1d1c1d;background:#fff}
        header{display:flex;gap:16px;align-items:baseline;padding:12px 20px;border-bottom:1px solid #ddd;font-size:17px}header span{font-size:13px;color:#616061}
        nav{display:flex;gap:14px;padding:6px 20px;border-bottom:1px solid #ddd;font-size:13px;color:#616061}
        article{display:flex;gap:10px;padding:8px 20px;max-width:720px}article.private{background:#f8f8f8}article.system{color:#616061}
        article>i{flex:none;width:36px;height:36px;border-radius:6px;background:#4a154b;color:#fff;font-style:normal;text-align:center;line-height:36px}article>div{min-width:0;flex:1}
        article em{margin-left:5px;padding:1px 4px;border-radius:3px;background:#ddd;color:#454447;font:600 10px sans-serif}time,small{color:#616061;font-size:12px}small{display:block}
        p{margin:2px 0;overflow-wrap:anywhere}h3{margin:10px 0 4px;font-size:18px;line-height:1.3}hr{border:0;border-top:1px solid #ddd;margin:10px 0}
        .section{display:flex;gap:16px;margin:6px 0}.section>div:first-child{flex:1;min-width:0}.fields{display:grid;grid-template-columns:1fr 1fr;gap:6px 16px;margin-top:4px}
        .context{display:flex;flex-wrap:wrap;gap:4px 10px;margin:6px 0;font-size:13px;color:#616061}.actions{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
        button,.select{font:600 13px/1.3 inherit;font-family:inherit;padding:7px 12px;border:1px solid #bbb;border-radius:6px;background:#fff;color:#1d1c1d;max-width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        button.primary{background:#007a5a;border-color:#007a5a;color:#fff}button.danger{background:#e01e5a;border-color:#e01e5a;color:#fff}.select:after{content:" ▾"}
        .mention{background:#e8f5fa;color:#1264a3;border-radius:3px;padding:0 2px}a{color:#1264a3;text-decoration:none}code{background:#f6f6f6;border:1px solid #ddd;border-radius:3px;color:#c01343;font-size:12px;padding:0 3px}
        pre{background:#f6f6f6;border:1px solid #ddd;border-radius:4px;padding:8px;margin:4px 0;white-space:pre-wrap;font-size:12px}blockquote{margin:2px 0;padding-left:12px;border-left:4px solid #ddd}.reaction{border:1px solid #ddd;border-radius:12px;padding:1px 7px;font-size:12px}
        .veil{position:fixed;inset:0;background:#0007}dialog{position:fixed;top:24px;box-sizing:border-box;width:min(520px,96vw);max-height:calc(100vh - 48px);padding:0;border:0;border-radius:8px;box-shadow:0 10px 40px #0005;overflow:auto}
        dialog h2{margin:0;padding:18px 24px;font-size:22px}dialog section{padding:0 24px 8px}dialog footer{display:flex;justify-content:flex-end;gap:10px;padding:16px 24px;border-top:1px solid #ddd}
        label{display:block;margin:14px 0 4px;font-weight:700}label span{font-weight:400;color:#616061}.input{border:1px solid #868686;border-radius:4px;padding:8px 11px;min-height:22px}.input.many{min-height:66px}.empty{color:#868686}.hint{color:#616061;font-size:13px;margin:4px 0}.error{color:#e01e5a;font-size:13px}
        main.home{max-width:760px;padding:10px 24px}table{border-collapse:collapse;margin:6px 0}td{border:1px solid #ddd;padding:4px 8px}
        @media(max-width:500px){article{padding:8px 10px}.fields{grid-template-columns:1fr 1fr}}
        """;
}
