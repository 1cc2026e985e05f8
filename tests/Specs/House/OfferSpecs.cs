using System.Reflection;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.House;

/// <summary>Everything people can do is offered once, in words that fit every platform, and has its spec.</summary>
public class OfferSpecs
{
    /// <summary>The shortest button of all platforms, in characters.</summary>
    private const int LongestLabel = 24;

    [Fact]
    public void Words_are_unique() => Offers.All.GroupBy(o => o.Word, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key)
        .ShouldBeNone("Two offers have the same word: people could only ever reach one of them.");

    [Fact]
    public void Words_are_short_plain_and_typed_without_thinking() => Offers.All.Where(o => !Regex.IsMatch(o.Word, "^[a-z]+(-[a-z]+)*$") || o.Word.Length > LongestLabel).Select(o => o.Word)
        .ShouldBeNone("A word has lower-case letters, perhaps a dash, and at most 24 characters.");

    [Fact]
    public void Labels_fit_every_platforms_buttons() => Offers.All.Where(o => o.Label.Length is 0 or > LongestLabel || o.Label != o.Label.Trim()).Select(o => $"{o.Word}: {o.Label}")
        .ShouldBeNone($"A label has 1 to {LongestLabel} characters.");

    [Fact]
    public void Every_offer_explains_itself_in_one_line() => Offers.All.Where(o => o.Explains.Length is < 10 or > 100 || o.Explains.EndsWith('.')).Select(o => $"{o.Word}: {o.Explains}")
        .ShouldBeNone("An explanation is one line for completion and help: 10 to 100 characters, no full stop.");

    [Fact]
    public void Every_offer_asks_for_a_permission_of_the_playbook() => Offers.All.Where(o => !Permissions.All.Contains(o.Permission)).Select(o => $"{o.Word}: {o.Permission}")
        .ShouldBeNone("A permission that no playbook names is one that nobody has.");

    [Fact]
    public void Every_offer_that_is_declared_is_in_the_list() => Declared().Where(d => !Offers.All.Contains(d.Offer)).Select(d => $"{d.Type.Name}: {d.Offer.Word}")
        .ShouldBeNone("Add it to Conversation/Offers.cs, at its stage.");

    [Fact]
    public void Every_offer_has_a_spec_that_names_it()
    {
        var specs = string.Concat(Repository.Sources.Where(s => s.Path.StartsWith("tests/Specs/", StringComparison.Ordinal) && !s.Path.Contains("/House/", StringComparison.Ordinal)).Select(s => s.Text));
        Declared().Where(d => !Regex.IsMatch(specs, $@"\b{d.Type.Name}\b")).Select(d => $"{d.Offer.Word}: no spec speaks of {d.Type.Name}")
            .ShouldBeNone("What people can do has a spec that says how.");
    }

    /// <summary>Offers with the type beside which they stand: their command, their question, or a family of both.</summary>
    private static IEnumerable<(Type Type, Offer Offer)> Declared() => typeof(Offer).Assembly.GetTypes()
        .SelectMany(t => t.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(p => p.PropertyType.IsAssignableTo(typeof(Offer)))
        .Select(p => (p.DeclaringType!, (Offer)p.GetValue(null)!));
}
