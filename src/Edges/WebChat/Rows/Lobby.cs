using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Wire;

namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>The rooms that are there from the start, with a few messages of an ordinary morning. Written once: keys make a repeat nothing.</summary>
internal sealed class Lobby(PlaceRows places, Posts posts, TimeProvider clock)
{
    private static readonly (string Room, string Topic)[] Rooms =
    [
        ("general", "Everything that concerns us all"),
        ("finance", "Invoices, payments, month end"),
        ("it-help", "Ask here first; somebody always knows"),
    ];

    private static readonly (string Room, int MinutesAgo, string Who, string Says)[] Morning =
    [
        ("general", 95, "farah", "Morning. The lift in the east wing is being serviced until noon, the west one works."),
        ("general", 88, "emil", "The newsletter goes out at four. @chi, I have kept a place for the month-end reminder."),
        ("general", 84, "chi", "Thank you, you get it by two."),
        ("finance", 41, "chi", "Month end is Thursday. If you have open invoices, today is a good day."),
        ("finance", 12, "goran", "The two for the cabling are in the tray, both signed."),
        ("finance", 6, "chi", "Odd: a mail that says it is from Hollis Paper asks us to change their bank details before today's payment run. "
            + "The sender is accounts@hollis-paper.co, without the “m”. Two of us have answered it already. Does anybody know about this?"),
        ("it-help", 63, "emil", "The printer on the second floor eats every third page."),
        ("it-help", 58, "ben", "Tray 2 again. I am on my way with a new roller."),
    ];

    public async Task Open(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        foreach (var (room, topic) in Rooms)
        {
            await places.Open(new Place(room, Direct: false, room, now - TimeSpan.FromDays(1))
            {
                Topic = RichJson.Write(topic),
                Members = [.. SamplePeople.All.Select(p => p.Person.Id)],
            }, cancel);
        }
        for (var i = 0; i < Morning.Length; i++)
        {
            var (room, ago, who, says) = Morning[i];
            await posts.Add(room, new($"lobby {i}", $"{WebChatPlatform.PlatformName}:{who}", RichJson.Write(Mentions.ToRich(says))) { At = now - TimeSpan.FromMinutes(ago) }, cancel);
        }
    }
}
