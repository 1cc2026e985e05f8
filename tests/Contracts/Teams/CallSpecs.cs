using System.Text.Json.Nodes;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>What the answers of Teams mean, and files in both directions.</summary>
public sealed class CallSpecs : IAsyncLifetime
{
    private const string Room = "19:general@thread.tacv2";

    private TeamsHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await TeamsHost.Start(change: s => s with { TeamId = null });
        // Teams has to call first: where a conversation is reached is never guessed.
        await host.Send(host.Mention("status INC-1 and what follows from it"));
        await host.Until(() => host.Teams.Cards.Any(), "an answer");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Too_many_calls_wait_for_as_long_as_Teams_says_and_none_is_made_meanwhile()
    {
        Says(429, "Throttled");
        (await Should.ThrowAsync<ChatBusyException>(Post)).After.ShouldBeInRange(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7));
        var made = host.Teams.Made.Count();
        await Should.ThrowAsync<ChatBusyException>(Post);
        host.Teams.Made.Count().ShouldBe(made);
    }

    [Fact]
    public async Task Two_operations_at_once_are_tried_again()
    {
        Says(412, "PreconditionFailed");
        await Should.ThrowAsync<ChatBusyException>(Post);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_gateway_that_fails_leaves_open_whether_it_happened(int status)
    {
        Says(status, "ServiceError");
        await Should.ThrowAsync<ChatMaybeDoneException>(Post);
    }

    [Theory]
    [InlineData(400, "BadArgument")]
    [InlineData(403, "NotEnoughPermissions")]
    [InlineData(413, "MessageSizeTooBig")]
    public async Task What_Teams_will_never_take_is_not_sent_again(int status, string code)
    {
        Says(status, code);
        await Should.ThrowAsync<ChatRefusedException>(Post);
    }

    [Fact]
    public async Task A_message_that_is_gone_is_gone()
    {
        Says(404, "ActivityNotFoundInConversation");
        await Should.ThrowAsync<ChatGoneException>(() => host.The<IChat>().Update($"{Room}|1|s.card.home", new("words", null, [])));
    }

    [Fact]
    public async Task A_message_is_found_again_by_the_mark_of_its_key_and_nothing_else()
    {
        var reference = await Post();
        var sent = (JsonObject)host.Teams.Made.Last(c => c.Path.EndsWith("/activities", StringComparison.Ordinal)).Body!["attachments"]![0]!["content"]!;
        reference.ShouldBe($"{Room}|{reference.Split('|')[1]}|s.e1.0");
        ((string?)sent["body"]![0]!["id"]).ShouldStartWith("k");
        ((string?)sent["version"]).ShouldBe("1.5");
    }

    [Fact]
    public async Task A_file_of_a_message_is_fetched_without_our_token_from_where_Graph_says()
    {
        var download = new Uri(host.Teams.Address, "download/1").AbsoluteUri;
        host.Teams.Says = call => call.Path.Contains("/shares/u!", StringComparison.Ordinal) ? (200, new JsonObject { ["size"] = 5, ["@microsoft.graph.downloadUrl"] = download })
            : call.Path == "/download/1" ? (200, JsonValue.Create("hello")) : null;
        var content = await host.The<IFiles>().Fetch("https://contoso.sharepoint.com/sites/x/mail.eml");
        System.Text.Encoding.UTF8.GetString(content).ShouldBe("hello");
        host.Teams.Calls.Single(c => c.Path == "/download/1").Authorization.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_the_bot_may_not_read_says_what_is_missing()
    {
        host.Teams.Says = call => call.Path.Contains("/shares/u!", StringComparison.Ordinal) ? (403, new JsonObject { ["error"] = new JsonObject { ["code"] = "accessDenied" } }) : null;
        var not = await Should.ThrowAsync<FileNotHandedOutException>(() => host.The<IFiles>().Fetch("https://contoso.sharepoint.com/sites/x/mail.eml"));
        not.Message.ShouldBe("the bot may not read files here (Files.Read.All is missing)");
        not.Instead.ShouldBe("Keep it somewhere safe, and say where: @Incident evidence what, kept at where");
    }

    [Fact]
    public async Task A_file_for_one_person_is_offered_to_them_alone_and_uploaded_when_they_take_it()
    {
        host.Bot.Answers = _ => new Told("The review.") { File = new AnswerFile("INC-1-review.html", "text/html", "<p>whole</p>") };
        await host.Send(host.Mention("review of what happened in the finance mailbox"));
        await host.Until(() => host.Teams.Made.Any(c => c.Body?["attachments"]?[0]?["name"]?.ToString() == "INC-1-review.html"), "an offer");
        var offer = host.Teams.Made.Last(c => c.Body?["attachments"]?[0]?["name"]?.ToString() == "INC-1-review.html");
        offer.Path.ShouldContain("/conversations/a:with-");
        var context = offer.Body!["attachments"]![0]!["content"]!["acceptContext"]!.DeepClone();
        var upload = new JsonObject { ["uploadUrl"] = new Uri(host.Teams.Address, "upload/1").AbsoluteUri, ["name"] = "INC-1-review.html" };
        await host.Send(host.Invoke("fileConsent/invoke", new JsonObject { ["type"] = "fileUpload", ["action"] = "accept", ["context"] = context, ["uploadInfo"] = upload }));
        await host.Until(() => host.Teams.Calls.Any(c => c.Path == "/upload/1"), "an upload");
        var put = host.Teams.Calls.Single(c => c.Path == "/upload/1");
        (put.Method, put.Body!.ToString(), put.Authorization).ShouldBe(("PUT", "<p>whole</p>", ""));
    }

    private Task<string> Post() => host.The<IChat>().Post("s.e1.0", new ToRoom(Room), new("words", null, []));

    private void Says(int status, string code) => host.Teams.Says = call =>
        call.Path.Contains("/activities", StringComparison.Ordinal) ? (status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "No." } }) : null;
}
