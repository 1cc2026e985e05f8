using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace ChatOpsIncident.Specs.House;

/// <summary>Who may know whom; and that the core is pure.</summary>
public class DependencySpecs
{
    [Theory]
    [InlineData("src/Incidents", "")]
    [InlineData("src/Engine", "Incidents")]
    [InlineData("src/Storage", "Engine")]
    [InlineData("src/Edges", "Engine")]
    [InlineData("src/Bot", "Edges Storage")]
    [InlineData("tests/Specs", "Engine")]
    public void A_project_refers_only_to_those_further_in(string project, string others) =>
        References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Order(StringComparer.Ordinal)
            .ShouldBe(others.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void There_is_no_other_project_in_the_product() => Repository.Files("src", "*.csproj").Select(Path.GetFileNameWithoutExtension)
        .ShouldBe(["Bot", "Edges", "Engine", "Incidents", "Storage"], ignoreOrder: true);

    [Fact]
    public void No_project_of_the_core_builds_on_a_web_framework()
    {
        foreach (var project in (string[])["src/Incidents", "src/Engine", "src/Storage"]) References(project, "FrameworkReference").ShouldBeEmpty();
    }

    [Fact]
    public void The_product_is_built_under_its_list_of_banned_calls()
    {
        var rules = Repository.Read("src/Directory.Build.props");
        rules.ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        rules.ShouldContain("eng/BannedSymbols.txt");
        var banned = Repository.Read("eng/BannedSymbols.txt");
        foreach (var call in (string[])["DateTimeOffset.UtcNow", "DateTime.Now", "Task.Delay(System.TimeSpan)", "CancellationTokenSource.#ctor(System.TimeSpan)", "Guid.NewGuid", "Random.Shared", "Thread.Sleep"])
            banned.ShouldContain(call);
        foreach (var call in (string[])["Task.Run(", "ConfigureAwait", "Task.Wait", "Task`1.Result"]) Repository.Read("eng/BannedSymbols.Engine.txt").ShouldContain(call);
        Repository.Sources.Where(s => !s.IsTest && s.Text.Contains("#pragma warning disable RS0030", StringComparison.Ordinal)).Select(s => s.Path).ShouldBeEmpty();
    }

    /// <summary>What the compiled core calls: no clock, no chance, no waiting, no disk, no network, no log.</summary>
    [Fact]
    public void The_core_is_pure() => Used(typeof(Incident).Assembly.Location)
        .Where(u => IsImpure(u.Type, u.Member))
        .Select(u => $"{u.Type}.{u.Member}")
        .ShouldBeNone("Incidents decides and evolves; whatever takes time or touches the world is the engine's.");

    private static bool IsImpure(string type, string member) => type switch
    {
        _ when type.StartsWith("System.Threading.", StringComparison.Ordinal) => type is not "System.Threading.Lock" and not "System.Threading.Interlocked",
        "System.IO.TextReader" or "System.IO.TextWriter" or "System.IO.StringReader" or "System.IO.StringWriter" => false,
        // The default playbook lies in the assembly itself.
        "System.IO.Stream" or "System.IO.StreamReader" => false,
        "System.Net.WebUtility" => false,
        _ when type.StartsWith("System.IO.", StringComparison.Ordinal) || type.StartsWith("System.Net.", StringComparison.Ordinal) => true,
        _ when type.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || type.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) => true,
        // The compiler's iterators ask for their thread.
        "System.Environment" => member is not "" and not "get_CurrentManagedThreadId",
        "System.TimeProvider" or "System.Random" or "System.Console" or "System.Diagnostics.Process" or "System.Diagnostics.Stopwatch" => true,
        "System.Security.Cryptography.RandomNumberGenerator" => true,
        _ => false,
    };

    /// <summary>Every type of another assembly that this one speaks of, and every member that it calls.</summary>
    private static IEnumerable<(string Type, string Member)> Used(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => ($"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}", ""));
        return
        [
            .. types.Concat(metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(m => m.Parent.Kind == HandleKind.TypeReference)
                .Select(m => (Type: metadata.GetTypeReference((TypeReferenceHandle)m.Parent), m.Name))
                .Select(m => ($"{metadata.GetString(m.Type.Namespace)}.{metadata.GetString(m.Type.Name)}", metadata.GetString(m.Name))))
                .Distinct().Order(),
        ];
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Parse(Repository.Read($"{project}/{Path.GetFileName(project)}.csproj")).Descendants(kind).Select(r => (string)r.Attribute("Include")!);
}
