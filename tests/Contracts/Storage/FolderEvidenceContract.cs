using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Evidence;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>A folder keeps the contract of every evidence store.</summary>
public sealed class FolderEvidenceContract : EvidenceContract, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Root => folder.File("evidence");

    public void Dispose() => folder.Dispose();

    protected override IEvidence Open() => new FolderEvidence(Root);

    protected override void Alter(string stream, string sha256)
    {
        var content = File.ReadAllBytes(PlaceOf(stream, sha256));
        content[0] ^= 1;
        File.WriteAllBytes(PlaceOf(stream, sha256), content);
    }

    [Fact]
    public async Task Content_lies_under_its_incident_and_hash_and_nothing_else_is_left()
    {
        var sha256 = await Open().Keep(Incident, "abc"u8.ToArray());
        await Open().Keep(Incident, "abc"u8.ToArray());
        Directory.GetFiles(Root, "*", SearchOption.AllDirectories).ShouldBe([PlaceOf(Incident, sha256)]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_says_what_to_check_and_works_once_it_can()
    {
        await File.WriteAllTextAsync(Root, "a file stands where the folder should be");
        (await Should.ThrowAsync<StoreUnavailableException>(() => Open().Keep(Incident, "abc"u8.ToArray()))).Message.ShouldBe(
            "Evidence cannot be kept now. Check that its folder (Evidence:Path) exists, has room and belongs to this bot's user, then try again.");
        File.Delete(Root);
        (await Open().Read(Incident, await Open().Keep(Incident, "abc"u8.ToArray()))).ShouldBe("abc"u8.ToArray());
    }

    [Fact]
    public void Without_a_setting_it_lies_beside_the_store() =>
        FolderEvidence.Beside($"Data Source={folder.File("incidents.db")}").ShouldBe(Root);

    private string PlaceOf(string stream, string sha256) => Path.Combine(Root, stream, "sha256", sha256[..2], sha256[2..]);
}
