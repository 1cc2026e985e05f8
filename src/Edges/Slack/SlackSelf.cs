using ChatOpsIncident.Edges.Slack.Api;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Who we are in this workspace; asked once, and again only after it could not be told.</summary>
public sealed class SlackSelf(SlackApi api, SlackSettings? settings = null)
{
    private readonly Lock gate = new();
    private Task<Me>? asked;

    /// <summary>The workspace that was chosen for a token of a whole organisation; a workspace's own token needs none.</summary>
    public string? Chosen => settings?.TeamId;

    /// <summary>Our ids. Errors are those of <see cref="SlackApi"/>.</summary>
    public Task<Me> Get(CancellationToken cancel = default)
    {
        lock (gate)
        {
            if (asked is null or { IsFaulted: true } or { IsCanceled: true }) asked = Ask();
            return asked.WaitAsync(cancel);
        }
    }

    private async Task<Me> Ask()
    {
        var answer = await api.Call("auth.test", SlackArguments.None);
        return new(answer.Text("user_id") ?? "", answer.Text("bot_id"), settings?.TeamId ?? answer.Text("team_id") ?? "", answer.Text("enterprise_id"))
        {
            NeedsTeam = answer.Flag("is_enterprise_install") && settings?.TeamId is null,
        };
    }

    /// <summary>The bot's ids.</summary>
    /// <param name="User">Its user id: the creator of its channels.</param>
    /// <param name="Bot">Its bot id: the author of its messages.</param>
    /// <param name="Team">The workspace.</param>
    /// <param name="Enterprise">The organisation of several workspaces, if it belongs to one.</param>
    public sealed record Me(string User, string? Bot, string Team, string? Enterprise)
    {
        /// <summary>The app is installed for a whole organisation, and nobody said in which workspace rooms open.</summary>
        public bool NeedsTeam { get; init; }
    }
}
