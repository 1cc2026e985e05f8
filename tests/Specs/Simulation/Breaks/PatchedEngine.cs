using System.Reflection;
using System.Runtime.Loader;
using ChatOpsIncident.Specs.Simulation.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>
/// The engine's own sources with one place changed, compiled by the spec and loaded beside the real one together with a copy of this
/// assembly: the same simulator then runs on the broken engine.
/// </summary>
internal sealed class PatchedEngine : AssemblyLoadContext
{
    private const string Engine = "ChatOpsIncident.Engine";
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly byte[] image;

    private PatchedEngine(byte[] image)
        : base("patched", isCollectible: true) => this.image = image;

    /// <summary>What <see cref="Hunt"/> says.</summary>
    public static string Hunted(Check expected, int first, string file, string from, string to)
    {
        var context = new PatchedEngine(Compile(file, from, to));
        try
        {
            var hunt = context.LoadFromAssemblyPath(typeof(Hunt).Assembly.Location).GetType(typeof(Hunt).FullName!)!;
            return (string)hunt.GetMethod(nameof(Hunt.InPatchedEngine))!.Invoke(null, [expected.ToString(), first])!;
        }
        finally
        {
            context.Unload();
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == Engine ? LoadFromStream(new MemoryStream(image)) : null;

    private static byte[] Compile(string file, string from, string to)
    {
        var sources = Path.Combine(House.Repository.Root, "src", "Engine");
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = Directory.GetFiles(sources, "*.cs")
            .Select(path => Tree(path, Path.GetFileName(path) == file ? Patched(File.ReadAllText(path), from, to) : File.ReadAllText(path), options))
            .Append(CSharpSyntaxTree.ParseText(Usings, options)).Append(CSharpSyntaxTree.ParseText(Friends, options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != Engine).Select(path => MetadataReference.CreateFromFile(path));
        using var image = new MemoryStream();
        var emitted = CSharpCompilation.Create(Engine, trees, references, new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable)).Emit(image);
        emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).ShouldBeEmpty();
        return image.ToArray();
    }

    private static string Friends => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{typeof(Hunt).Assembly.GetName().Name}\")]";

    private static string Patched(string source, string from, string to)
    {
        source.ShouldContain(from, customMessage: "The break no longer fits the source.");
        return source.Replace(from, to, StringComparison.Ordinal);
    }

    /// <summary>Methods that a generator writes get a body here, because no generator runs: expressions are made when asked for, logs say nothing.</summary>
    private static SyntaxTree Tree(string path, string source, CSharpParseOptions options)
    {
        var root = CSharpSyntaxTree.ParseText(source, options, path).GetCompilationUnitRoot();
        var bodiless = root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(m => m.Body is null && m.ExpressionBody is null && m.Modifiers.Any(SyntaxKind.PartialKeyword));
        return SyntaxFactory.SyntaxTree(root.ReplaceNodes(bodiless, (_, method) => WithBody(method)), options, path);
    }

    private static MethodDeclarationSyntax WithBody(MethodDeclarationSyntax method)
    {
        var attribute = method.AttributeLists[0].Attributes[0];
        var bare = method.WithAttributeLists(default).WithModifiers(SyntaxFactory.TokenList(method.Modifiers.Where(m => !m.IsKind(SyntaxKind.PartialKeyword))));
        if (attribute.Name.ToString() != "GeneratedRegex") return bare.WithBody(SyntaxFactory.Block()).WithSemicolonToken(default);
        var regex = SyntaxFactory.ParseExpression($"new System.Text.RegularExpressions.Regex{attribute.ArgumentList}");
        return bare.WithExpressionBody(SyntaxFactory.ArrowExpressionClause(regex));
    }
}
