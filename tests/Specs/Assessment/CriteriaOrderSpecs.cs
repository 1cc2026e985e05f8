using ChatOpsIncident.Incidents.Assessment;

namespace ChatOpsIncident.Specs.Assessment;

/// <summary>Over all 4,096 sets of answers: two bits a question, F in the lowest.</summary>
public class CriteriaOrderSpecs
{
    private static readonly string[] Ids = ["F", "I", "P", "A", "R", "E"];
    private static readonly Dictionary<string, int?>[] Sets = [.. Enumerable.Range(0, 4096).Select(set => Answers(set))];

    [Fact]
    public void The_default_table_is_the_published_one_for_every_set_of_answers()
    {
        var ranks = Ranks(null, []);
        for (var set = 0; set < 4096; set++)
        {
            var (f, i, p, a, r, e) = (At(set, 0), At(set, 1), At(set, 2), At(set, 3), At(set, 4), At(set, 5));
            var gate = (f == 3 && a >= 2) || (p == 3 && a >= 1) || (i == 3 && a == 3) || (r == 3 && (f >= 2 || i >= 2));
            var expected = gate ? 0
                : new[] { f, i, p, r, e }.Contains(3) || new[] { f, i, p, a }.Count(x => x >= 2) >= 2 ? 1
                : new[] { f, i, p, a, r, e }.Max() >= 2 || f + i + p + a + r + e >= 4 ? 2 : 3;
            if (ranks[set] != expected) Assert.Fail($"{f}{i}{p}{a}{r}{e} comes to rank {ranks[set]}, not {expected}.");
        }
    }

    [Fact]
    public void A_worse_answer_never_lowers_the_severity_in_no_category_and_whatever_else_is_answered()
    {
        foreach (var category in Playbooks.Default.Categories.Prepend(null))
        {
            var nothingElse = Ranks(category, []);
            NeverLower(nothingElse, $"{category?.Id}");
            foreach (var yes in category?.Questions.Where(q => q.Floor is not null || q.Cap is not null || q.Shift != 0) ?? [])
            {
                var ranks = Ranks(category, [yes.Id]);
                NeverLower(ranks, $"{category?.Id}, {yes.Id}");
                if (yes.Floor is not null && ranks.Zip(nothingElse).Any(r => r.First > r.Second)) Assert.Fail($"The floor {yes.Id} lowers.");
            }
        }
    }

    [Fact]
    public void A_worse_answer_never_lowers_the_severity_whichever_modifiers_hold()
    {
        foreach (var category in Playbooks.Default.Categories.Prepend(null))
        {
            for (var held = 0; held < 8; held++)
                NeverLower(Ranks(category, Modifiers(held)), $"{category?.Id}, {string.Join(' ', Modifiers(held))}");
        }
    }

    [Fact]
    public void A_modifier_moves_one_level_and_containment_lowers_no_gate()
    {
        var (plain, critical, contained) = (Ranks(null, []), Ranks(null, ["critical-asset"]), Ranks(null, ["contained-and-known"]));
        for (var set = 0; set < 4096; set++)
        {
            critical[set].ShouldBe(Math.Max(0, plain[set] - 1));
            contained[set].ShouldBe(plain[set] == 0 ? 0 : Math.Min(3, plain[set] + 1));
        }
    }

    private static string[] Modifiers(int held) => [.. Playbooks.Default.Modifiers.Where((_, i) => (held >> i & 1) == 1).Select(m => m.Id)];

    [Fact]
    public void What_an_unknown_turns_out_to_be_lies_within_the_range_that_was_shown()
    {
        var (table, ranks) = (new CriteriaTable(Playbooks.Default, null), Ranks(null, []));
        for (var set = 0; set < 4096; set++)
        {
            for (var open = 1; open < 64; open += 9)
            {
                var (mildest, worst) = table.Range(new(Answers(set, open), Nothing));
                if (ranks[set] < table.Rank(worst.Severity) || ranks[set] > table.Rank(mildest.Severity)) Assert.Fail($"{set} lies outside, with {open} open.");
            }
        }
    }

    private static Dictionary<string, bool?> Nothing { get; } = [];

    /// <summary>0 is the worst.</summary>
    private static int[] Ranks(Category? category, string[] yes)
    {
        var table = new CriteriaTable(Playbooks.Default, category);
        var extra = Playbooks.Default.YesOrNo(category).ToDictionary(q => q.Id, q => (bool?)yes.Contains(q.Id));
        return [.. Sets.Select(set => table.Rank(table.Level(new(set, extra), unknown: 0).Severity))];
    }

    private static void NeverLower(int[] ranks, string where)
    {
        for (var set = 0; set < 4096; set++)
        {
            for (var q = 0; q < 6; q++)
            {
                if (At(set, q) < 3 && ranks[set + (1 << (2 * q))] > ranks[set]) Assert.Fail($"{where}: a worse {Ids[q]} lowers what {set} comes to.");
            }
        }
    }

    private static Dictionary<string, int?> Answers(int set, int open = 0) =>
        Ids.Select((id, i) => (id, i)).ToDictionary(q => q.id, q => (open >> q.i & 1) == 1 ? null : (int?)At(set, q.i));

    private static int At(int set, int question) => set >> (2 * question) & 3;
}
