using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Every method that the emulator knows. One that is not here fails the test that calls it.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Func<ApiCall, JsonObject>> Known = new[]
    {
        AppMethods.All, ConversationMethods.All, MembershipMethods.All, HistoryMethods.All, ChatMethods.All, PinMethods.All, BookmarkMethods.All, PeopleMethods.All, ViewMethods.All,
        FileMethods.All,
    }.SelectMany(m => m).ToDictionary(m => m.Method, m => m.Run);

    public static Func<ApiCall, JsonObject>? Find(string method) => Known.GetValueOrDefault(method);
}
