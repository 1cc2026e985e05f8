using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ChatOpsIncident.Specs.House;

/// <summary>The repository's own files, for the rules of the house.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs = new(["bin", "obj", "node_modules", "artifacts", "TestResults", "lib", "data", ".git"], StringComparer.Ordinal);

    private static readonly Lazy<Source[]> All = new(() =>
        [.. Files("src", "*.cs").Concat(Files("tests", "*.cs")).AsParallel().AsOrdered().Select(path => new Source(path, File.ReadAllText(In(path))))]);

    /// <summary>The folder with the solution in it.</summary>
    public static string Root { get; } = Find();

    /// <summary>Hand-written C# of product and tests.</summary>
    public static IReadOnlyList<Source> Sources => All.Value;

    /// <summary>Hand-written C# of the product.</summary>
    public static IEnumerable<Source> Product => Sources.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.Exists(In(folder)) ? Below(In(folder), pattern) : [];

    public static string In(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(In(path));

    /// <summary>Fails with every place that breaks a rule, and what to do there.</summary>
    public static void ShouldBeNone(this IEnumerable<string> broken, string rule)
    {
        var all = broken.ToArray();
        if (all.Length > 0) Assert.Fail($"{rule}\n{string.Join('\n', all)}");
    }

    private static IEnumerable<string> Below(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !NotOurs.Contains(Path.GetFileName(d))).SelectMany(d => Below(d, pattern)))
        .Order(StringComparer.Ordinal);

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatOpsIncident.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These specs read the repository that they were built in.");
        return folder.FullName;
    }
}

/// <summary>A source file: its path from the root, its text, its syntax.</summary>
internal sealed class Source(string path, string text)
{
    public string Path { get; } = path;

    public string Text { get; } = text;

    public bool IsTest { get; } = path.StartsWith("tests/", StringComparison.Ordinal);

    public int Lines { get; } = text.TrimEnd('\n').Split('\n').Length;

    public SyntaxNode Syntax { get; } = CSharpSyntaxTree.ParseText(text).GetRoot();

    /// <summary>All nodes of one kind.</summary>
    public IEnumerable<T> Each<T>()
        where T : SyntaxNode => Syntax.DescendantNodes().OfType<T>();

    /// <summary>"src/Engine/Keys.cs:12".</summary>
    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
