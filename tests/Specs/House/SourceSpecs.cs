using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ChatOpsIncident.Specs.House;

/// <summary>How source is cut and named, so that everything is found where one looks for it.</summary>
public partial class SourceSpecs
{
    private static readonly string[] SaysNothing = ["Manager", "Helper", "Helpers", "Service", "Handler", "Util", "Utils", "Utilities", "Common", "Model", "Models"];

    [Fact]
    public void A_file_has_at_most_250_lines_a_spec_400() => Repository.Sources
        .Where(s => s.Lines > (s.IsTest ? 400 : 250))
        .Select(s => $"{s.Path} has {s.Lines}")
        .ShouldBeNone("A long file holds more than one thing: give the second one a file of its own.");

    [Fact]
    public void A_function_has_at_most_40_lines() => Repository.Sources
        .SelectMany(s => s.Syntax.DescendantNodes().Where(IsFunction).Select(f => (Source: s, Function: f, Lines: LinesOf(f))))
        .Where(f => f.Lines > 40)
        .Select(f => $"{f.Source.At(f.Function)} has {f.Lines}")
        .ShouldBeNone("A long function does more than one thing: name the second one.");

    [Fact]
    public void No_name_says_nothing()
    {
        var types = Repository.Sources.SelectMany(s => s.Each<BaseTypeDeclarationSyntax>().Select(t => (At: s.At(t), Name: t.Identifier.Text)));
        var files = Repository.Sources.SelectMany(s => s.Path.Split('/').Select(part => (At: s.Path, Name: Path.GetFileNameWithoutExtension(part))));
        types.Concat(files)
            .Where(n => SaysNothing.Any(word => n.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(n => $"{n.At}: {n.Name}")
            .Distinct()
            .ShouldBeNone($"Say what it does or what it is; never {string.Join(", ", SaysNothing)}.");
    }

    [Fact]
    public void Namespaces_are_the_folders() => Repository.Sources
        .Where(s => s.Each<BaseTypeDeclarationSyntax>().Any())
        .Select(s => (s.Path, Is: s.Each<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "none", Should: NamespaceOf(s.Path)))
        .Where(s => s.Is != s.Should)
        .Select(s => $"{s.Path}: {s.Is} should be {s.Should}")
        .ShouldBeNone("A namespace is ChatOpsIncident.<Project>.<Folder>.");

    [Fact]
    public void Every_public_type_says_what_it_is() => Repository.Product
        .SelectMany(s => s.Each<MemberDeclarationSyntax>().Where(IsPublicType).Where(t => !IsDocumented(t)).Select(s.At))
        .ShouldBeNone("A public type has XML docs: what it is, in which units, with which limits and errors.");

    [Fact]
    public void Nothing_is_caught_in_silence() => Repository.Sources
        .SelectMany(s => s.Each<CatchClauseSyntax>()
            .Where(c => c.Block.Statements.Count == 0 && !c.Block.DescendantTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia)))
            .Select(c => s.At(c)))
        .ShouldBeNone("An empty catch says in a comment why nothing has to be done.");

    [Fact]
    public void Nothing_is_left_for_later_and_no_spec_is_skipped() => Repository.Sources
        .SelectMany(s => s.Text.Split('\n').Select((text, i) => (At: $"{s.Path}:{i + 1}", Text: text)))
        .Where(l => LeftForLater().IsMatch(l.Text))
        .Select(l => $"{l.At}: {l.Text.Trim()}")
        .ShouldBeNone("What does not exist yet isn't there, and what is there is tested.");

    // Written so that this file does not find itself.
    [GeneratedRegex(@"\bTO[D]O\b|\bFI[X]ME\b|\bHA[C]K\b|NotImplemented[E]xception|\bSk[i]p\s*=|Assert\.Sk[i]p")]
    private static partial Regex LeftForLater();

    private static bool IsFunction(SyntaxNode node) => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: not null };

    /// <summary>From the first word of the signature to the end; documentation and attributes do not count.</summary>
    private static int LinesOf(SyntaxNode function)
    {
        var first = function.ChildTokens().Concat(function.ChildNodes().Where(n => n is not AttributeListSyntax).Select(n => n.GetFirstToken())).MinBy(t => t.SpanStart);
        var lines = function.SyntaxTree.GetLineSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first.SpanStart, function.Span.End));
        return lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1;
    }

    private static string NamespaceOf(string path)
    {
        var folders = path.Split('/')[1..^1];
        return string.Join('.', folders.Prepend("ChatOpsIncident"));
    }

    private static bool IsPublicType(MemberDeclarationSyntax member) =>
        member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        && member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Where(m => m is not BaseNamespaceDeclarationSyntax).All(m => m.Modifiers.Any(SyntaxKind.PublicKeyword));

    /// <summary>A partial type is documented where it is first declared with words.</summary>
    private static bool IsDocumented(MemberDeclarationSyntax type) =>
        type.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
        || (type is TypeDeclarationSyntax { Identifier.Text: var name } && type.Modifiers.Any(SyntaxKind.PartialKeyword)
            && Repository.Product.SelectMany(s => s.Each<TypeDeclarationSyntax>())
                .Any(t => t.Identifier.Text == name && t.GetLeadingTrivia().Any(c => c.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))));
}
