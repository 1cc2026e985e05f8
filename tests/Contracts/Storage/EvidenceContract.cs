using System.Security.Cryptography;
using System.Text;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>What every evidence store does; it supplies a clean place and a way to tamper with it.</summary>
public abstract class EvidenceContract
{
    protected const string Incident = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
    private const string Other = "0AAAAAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>The place of this test, empty at its beginning, opened anew.</summary>
    protected abstract IEvidence Open();

    /// <summary>Changes one byte of what lies there.</summary>
    protected abstract void Alter(string stream, string sha256);

    [Fact]
    public async Task What_is_kept_is_read_back_under_its_hash()
    {
        // The example of FIPS 180-4.
        var sha256 = await Open().Keep(Incident, "abc"u8.ToArray());
        sha256.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        (await Open().Read(Incident, sha256)).ShouldBe("abc"u8.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_000_000)]
    public async Task Content_of_any_size_is_kept_whole(int size)
    {
        var content = new byte[size];
        for (var i = 0; i < size; i++) content[i] = (byte)(i * 31);
        var read = await Open().Read(Incident, await Open().Keep(Incident, content));
        read.AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_content_twice_is_one()
    {
        var first = await Open().Keep(Incident, "same"u8.ToArray());
        (await Open().Keep(Incident, "same"u8.ToArray())).ShouldBe(first);
        (await Open().Read(Incident, first)).ShouldBe("same"u8.ToArray());
    }

    [Fact]
    public async Task Many_who_keep_the_same_content_at_once_all_succeed()
    {
        var evidence = Open();
        var hashes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => evidence.Keep(Incident, new byte[100_000]))));
        (await evidence.Read(Incident, hashes.Distinct().Single())).ShouldBe(new byte[100_000]);
    }

    [Fact]
    public async Task One_incidents_content_is_not_anothers()
    {
        var sha256 = await Open().Keep(Incident, "ours"u8.ToArray());
        (await Open().Read(Other, sha256)).ShouldBeNull();
    }

    [Fact]
    public async Task Content_that_was_never_kept_reads_as_nothing() =>
        (await Open().Read(Incident, Convert.ToHexStringLower(SHA256.HashData("never"u8)))).ShouldBeNull();

    [Fact]
    public async Task Altered_content_is_not_given_out_and_keeping_it_again_heals_it()
    {
        var sha256 = await Open().Keep(Incident, Encoding.UTF8.GetBytes("a mail with full headers"));
        Alter(Incident, sha256);
        (await Should.ThrowAsync<EvidenceAlteredException>(() => Open().Read(Incident, sha256))).Message
            .ShouldBe($"The content kept as {sha256} no longer has that hash: it was changed after it was kept. Leave it as it is, and get the content from a backup.");
        await Open().Keep(Incident, Encoding.UTF8.GetBytes("a mail with full headers"));
        (await Open().Read(Incident, sha256)).ShouldBe(Encoding.UTF8.GetBytes("a mail with full headers"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../etc")]
    [InlineData("/etc")]
    [InlineData("A\0B")]
    [InlineData("A/B")]
    [InlineData("A\\B")]
    [InlineData("C:")]
    public async Task A_stream_id_that_is_a_path_is_refused(string stream)
    {
        await Should.ThrowAsync<ArgumentException>(() => Open().Keep(stream, "x"u8.ToArray()));
        await Should.ThrowAsync<ArgumentException>(() => Open().Read(stream, new('0', 64)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("../../../../../../../../../../../../../../../../../../etc/passwd")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public async Task A_hash_that_is_none_is_refused(string sha256) =>
        await Should.ThrowAsync<ArgumentException>(() => Open().Read(Incident, sha256));
}
