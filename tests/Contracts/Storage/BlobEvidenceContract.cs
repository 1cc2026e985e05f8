using Azure.Storage.Blobs;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Evidence;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>A container keeps the contract of every evidence store.</summary>
public sealed class BlobEvidenceContract : EvidenceContract, IAsyncLifetime
{
    private readonly string name = Azurite.NewPrefix();
    private string connection = "";

    public async ValueTask InitializeAsync() => connection = await Azurite.ConnectionString();

    public ValueTask DisposeAsync() => default;

    protected override IEvidence Open() => BlobEvidence.In(connection, name);

    protected override void Alter(string stream, string sha256)
    {
        var blob = new BlobClient(connection, name, PlaceOf(stream, sha256));
        var content = blob.DownloadContent().Value.Content.ToArray();
        content[0] ^= 1;
        blob.Upload(BinaryData.FromBytes(content), overwrite: true);
    }

    [Fact]
    public async Task Content_lies_under_its_incident_and_hash()
    {
        var sha256 = await Open().Keep(Incident, "abc"u8.ToArray());
        await Open().Keep(Incident, "abc"u8.ToArray());
        new BlobContainerClient(connection, name).GetBlobs(cancellationToken: TestContext.Current.CancellationToken).Select(b => b.Name).ShouldBe([PlaceOf(Incident, sha256)]);
    }

    [Fact]
    public async Task A_container_that_cannot_be_reached_says_what_to_check()
    {
        const string nowhere = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:9/a;";
        (await Should.ThrowAsync<StoreUnavailableException>(() => BlobEvidence.In(nowhere, name).Keep(Incident, "abc"u8.ToArray()))).Message.ShouldBe(
            "Evidence cannot be kept now. Check that its container (Evidence:ConnectionString, Evidence:Container) can be reached and that this bot may write there, then try again.");
    }

    [Theory]
    [InlineData("incidents-evidence", null)]
    [InlineData("Evidence", "Evidence:Container: a container can't be named 'Evidence'. Write 3 to 63 small letters, digits and single hyphens.")]
    [InlineData("a--b", "Evidence:Container: a container can't be named 'a--b'. Write 3 to 63 small letters, digits and single hyphens.")]
    public void A_name_that_no_container_can_have_is_refused(string container, string? why) => BlobEvidence.FaultOf(container).ShouldBe(why);

    private static string PlaceOf(string stream, string sha256) => $"{stream}/sha256/{sha256[..2]}/{sha256[2..]}";
}
