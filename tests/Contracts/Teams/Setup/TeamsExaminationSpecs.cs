using ChatOpsIncident.Edges.Teams;
using ChatOpsIncident.Edges.Teams.Setup;
using ChatOpsIncident.Emulators.Teams;

namespace ChatOpsIncident.Contracts.Teams.Setup;

/// <summary>doctor reads back in plain words what Microsoft refuses, step by step.</summary>
public sealed class TeamsExaminationSpecs : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private TeamsEmulator teams = null!;

    public async ValueTask InitializeAsync()
    {
        teams = await TeamsEmulator.Start();
        foreach (var permission in TeamsManifest.InTeam) teams.Installed.Permissions.Add(permission);
    }

    public async ValueTask DisposeAsync()
    {
        await teams.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task All_is_well() => (await Look()).Where(f => f.Wrong is not null).ShouldBeEmpty();

    [Fact]
    public async Task A_secret_that_is_not_right() => (await Look(secret: "another")).Single(f => f.Wrong is not null)
        .ShouldBe(new("Token", "The secret is not right. Make a new one under Certificates & secrets of the app registration, and copy its value, not its id."));

    [Fact]
    public async Task Tags_that_nobody_consented_to()
    {
        teams.Installed.Permissions.Remove("TeamworkTag.Read.All");
        (await Look()).Single(f => f.Wrong is not null).ShouldBe(new("Consent TeamworkTag.Read.All",
            "Without it this does not happen: the team's tags are the playbook's groups: who has the tag on-call is on call and told. "
            + "Add it under API permissions of the app registration (Microsoft Graph, Application permissions), and grant admin consent."));
    }

    [Fact]
    public async Task Another_team() => (await Look(team: "99999999-9d0e-4f3a-8b6c-1e2f3a4b5c6d")).Last()
        .ShouldBe(new("Teams:TeamId", "There is no such team. Copy the id from \"Get link to team\" (groupId=…)."));

    [Fact]
    public async Task A_team_that_granted_too_little()
    {
        teams.Installed.Permissions.Remove("ChannelMessage.Read.Group");
        (await Look()).Single(f => f.Wrong is not null).What.ShouldBe("Permission ChannelMessage.Read.Group");
    }

    private async Task<IEnumerable<Finding>> Look(string secret = Installation.Secret, string team = Installation.TeamId) =>
        await new TeamsExamination(http, new TeamsSettings(Installation.AppId, new ClientSecret(secret), [Installation.TenantId], TeamsCloud.Public)
        {
            TeamId = team,
            OpenIdMetadata = teams.OpenIdMetadata,
            TokenUrl = teams.TokenUrl,
            GraphUrl = teams.GraphUrl,
        }, TimeProvider.System).Installation(CancellationToken.None);
}
