using ChatOpsIncident.Incidents.Assessment;

namespace ChatOpsIncident.Specs.Assessment;

public class CriteriaSpecs
{
    private static readonly Playbook Playbook = Playbooks.Default;

    /// <summary>Answers F I P A R E; a question mark is "don't know". Under "yes" the category's questions answered so; the others are no.</summary>
    [Fact]
    public void Worked_examples_come_out_as_practitioners_expect() => Check("""
        | what                                  | F I P A R E | category                  | yes                              | severity | because             |
        | a phish that nobody opened            | 0 0 0 0 0 0 | phishing-bec              |                                  | SEV4     | 4                   |
        | credentials entered and reset         | 0 1 1 1 0 0 | phishing-bec              | credentials-entered              | SEV3     | 4, floor SEV3       |
        | a mailbox in foreign hands now        | 0 2 1 3 1 1 | phishing-bec              |                                  | SEV2     | 2b                  |
        | malware that was blocked              | 0 0 0 0 0 0 | malware                   | blocked-fully                    | SEV4     | 4                   |
        | ransomware on one computer            | 1 1 1 1 1 0 | ransomware                | encryption-seen                  | SEV1     | 3b, floor SEV1      |
        | ransomware on the file server         | 2 2 2 3 2 1 | ransomware                | encryption-seen, still-spreading | SEV1     | 2b, floor SEV1      |
        | a domain administrator's account gone | 0 1 3 2 2 1 | account-compromise        | privileged                       | SEV1     | 1b                  |
        | a customer bucket read, now closed    | 0 3 0 1 2 3 | data-exposure             | public-or-downloaded             | SEV2     | 2a                  |
        | the shop is flooded and down          | 3 0 0 3 1 1 | denial-of-service         | customer-facing                  | SEV1     | 1a                  |
        | a lost laptop, encrypted and locked   | 0 2 0 1 1 1 | lost-stolen-physical      | encrypted-locked                 | SEV4     | 3a, cap SEV4        |
        | exploited elsewhere, no signs here    | 0 0 1 2 0 0 | vulnerability-exploitable | known-exploited                  | SEV2     | 3a, floor SEV2      |
        | a supplier lost data, perhaps ours    | 0 2 0 1 0 2 | third-party-supply-chain  | our-data-there                   | SEV2     | 3a, floor SEV2      |
        | something odd, category unknown       | 0 2 1 3 1 1 |                           |                                  | SEV2     | 2b                  |
        """);

    [Fact]
    public void Each_yes_sets_its_floor_even_if_nothing_else_is_serious() => Check("""
        | what                  | F I P A R E | category                         | yes                  | severity | because        |
        | password typed in     | 0 0 0 0 0 0 | phishing-bec                     | credentials-entered  | SEV3     | 4, floor SEV3  |
        | session stolen        | 0 0 0 0 0 0 | phishing-bec                     | mfa-or-token         | SEV2     | 4, floor SEV2  |
        | mailbox rules         | 0 0 0 0 0 0 | phishing-bec                     | mailbox-rules        | SEV2     | 4, floor SEV2  |
        | payment changed       | 0 0 0 0 0 0 | phishing-bec                     | payment-changed      | SEV2     | 4, floor SEV2  |
        | more than ten         | 0 0 0 0 0 0 | phishing-bec                     | more-than-ten        | SEV2     | 4, floor SEV2  |
        | only run              | 0 0 0 0 0 0 | malware                          | executed             | SEV4     | 4              |
        | talks to attacker     | 0 0 0 0 0 0 | malware                          | c2-seen              | SEV2     | 4, floor SEV2  |
        | a server              | 0 0 0 0 0 0 | malware                          | server-or-admin      | SEV2     | 4, floor SEV2  |
        | encryption            | 0 0 0 0 0 0 | ransomware                       | encryption-seen      | SEV1     | 4, floor SEV1  |
        | note                  | 0 0 0 0 0 0 | ransomware                       | note-or-claim        | SEV1     | 4, floor SEV1  |
        | spreads               | 0 0 0 0 0 0 | ransomware                       | still-spreading      | SEV1     | 4, floor SEV1  |
        | privileged, stopped   | 0 0 0 1 0 0 | account-compromise               | privileged           | SEV4     | 4              |
        | privileged, active    | 0 0 0 3 0 0 | account-compromise               | privileged           | SEV1     | 3a, floor SEV1 |
        | app allowed           | 0 0 0 0 0 0 | account-compromise               | app-consented        | SEV3     | 4, floor SEV3  |
        | only a far sign-in    | 0 0 1 2 0 0 | account-compromise               | travel-only          | SEV4     | 3a, cap SEV4   |
        | web shell             | 0 0 0 0 0 0 | system-intrusion                 | persistence          | SEV2     | 4, floor SEV2  |
        | moved on              | 0 0 0 0 0 0 | system-intrusion                 | lateral-movement     | SEV1     | 4, floor SEV1  |
        | production data       | 0 0 0 0 0 0 | system-intrusion                 | production-data      | SEV2     | 4, floor SEV2  |
        | machines              | 0 0 0 0 0 0 | system-intrusion                 | safety               | SEV1     | 4, floor SEV1  |
        | downloaded            | 0 0 0 0 0 0 | data-exposure                    | public-or-downloaded | SEV2     | 4, floor SEV2  |
        | health, passwords     | 0 0 0 0 0 0 | data-exposure                    | special-data         | SEV1     | 4, floor SEV1  |
        | encrypted             | 0 2 0 1 0 0 | data-exposure                    | encrypted-safe       | SEV4     | 3a, shift SEV4 |
        | still employed        | 0 0 0 0 0 0 | insider-misuse                   | still-access         | SEV2     | 4, floor SEV2  |
        | data moved outside    | 0 0 0 0 0 0 | insider-misuse                   | data-outside         | SEV2     | 4, floor SEV2  |
        | extortion             | 0 0 0 0 0 0 | denial-of-service                | extortion-note       | SEV2     | 4, floor SEV2  |
        | known exploited       | 0 0 0 0 0 0 | vulnerability-exploitable        | known-exploited      | SEV2     | 4, floor SEV2  |
        | data at the supplier  | 0 0 0 0 0 0 | third-party-supply-chain         | our-data-there       | SEV2     | 4, floor SEV2  |
        | encrypted laptop      | 0 0 0 0 0 0 | lost-stolen-physical             | encrypted-locked     | SEV4     | 4              |
        | somebody was hurt     | 0 0 0 0 0 0 | lost-stolen-physical             | safety               | SEV1     | 4, floor SEV1  |
        | reads seen            | 0 0 0 0 0 0 | cloud-or-policy-misconfiguration | reads-seen           | SEV2     | 4, floor SEV2  |
        """);

    [Fact]
    public void A_gate_is_undercut_by_nothing_and_a_floor_holds_beside_a_cap() => Check("""
        | what                                | F I P A R E | category             | yes                          | severity | because                      |
        | blocked, yet critical service down  | 3 0 0 2 0 0 | malware              | blocked-fully                | SEV1     | 1a                           |
        | encrypted, yet read right now       | 0 3 0 3 0 0 | data-exposure        | encrypted-safe               | SEV1     | 1c                           |
        | blocked, yet it talks home          | 0 2 0 1 0 0 | malware              | blocked-fully, c2-seen       | SEV2     | 3a, cap SEV4, floor SEV2     |
        | encrypted, yet special data         | 0 3 0 1 0 0 | data-exposure        | encrypted-safe, special-data | SEV1     | 2a, shift SEV3, floor SEV1   |
        | encrypted, nothing serious          | 0 0 0 0 0 0 | data-exposure        | encrypted-safe               | SEV4     | 4                            |
        """);

    [Fact]
    public void A_critical_system_or_an_executive_makes_it_one_level_worse_on_top_of_rule_and_floor() => Check("""
        | what                               | F I P A R E | category           | yes                                 | severity | because                     |
        | a nuisance                         | 0 0 0 0 0 0 |                    | critical-asset                      | SEV3     | 4, shift SEV3               |
        | an executive's password typed in   | 0 1 1 1 0 0 | phishing-bec       | credentials-entered, critical-asset | SEV2     | 4, floor SEV3, shift SEV2   |
        | an executive's mailbox taken over  | 0 2 1 3 1 1 | phishing-bec       | critical-asset                      | SEV1     | 2b, shift SEV1              |
        | blocked on an executive's computer | 0 2 0 1 0 0 | malware            | blocked-fully, critical-asset       | SEV3     | 3a, cap SEV4, shift SEV3    |
        | at its worst already               | 3 0 0 3 1 1 | denial-of-service  | critical-asset                      | SEV1     | 1a                          |
        """);

    [Fact]
    public void Contained_for_certain_and_fully_known_makes_it_one_level_milder_but_for_a_gate_or_a_floor() => Check("""
        | what                               | F I P A R E | category           | yes                                 | severity | because                     |
        | a serious answer, but contained    | 0 2 0 1 0 0 |                    | contained-and-known                 | SEV4     | 3a, shift SEV4              |
        | a customer bucket, closed in time  | 0 3 0 1 2 3 | data-exposure      | contained-and-known                 | SEV3     | 2a, shift SEV3              |
        | a mildest one                      | 0 0 0 0 0 0 |                    | contained-and-known                 | SEV4     | 4                           |
        | a gate: it held what all stands on | 0 1 3 1 2 1 | account-compromise | contained-and-known                 | SEV1     | 1b                          |
        | a floor: mailbox rules were made   | 0 2 1 1 1 1 | phishing-bec       | mailbox-rules, contained-and-known  | SEV2     | 3a, shift SEV4, floor SEV2  |
        | contained, on a critical system    | 0 2 0 1 0 0 |                    | critical-asset, contained-and-known | SEV3     | 3a, shift SEV4, shift SEV3  |
        """);

    [Fact]
    public void Harm_to_people_is_SEV1_in_every_category_and_before_one_is_known()
    {
        foreach (var category in Playbook.Categories.Prepend(null))
        {
            Playbook.YesOrNo(category).Count(q => q.Id == "safety").ShouldBe(1, category?.Id);
            Criteria.Assess(Playbook, category, Answers("0 0 0 0 0 0"), new Dictionary<string, bool?> { ["safety"] = true, ["contained-and-known"] = true })
                .Severity.ShouldBe("SEV1", category?.Id);
        }
    }

    [Fact]
    public void A_modifier_moves_the_severity_only_if_somebody_says_yes_so_that_none_makes_a_range()
    {
        foreach (var answer in new bool?[] { null, false })
        {
            var said = Criteria.Assess(Playbook, null, Answers("0 2 0 1 0 0"), Playbook.Modifiers.ToDictionary(m => m.Id, _ => answer));
            (said.SoFar, said.Severity).ShouldBe(("SEV3", "SEV3"));
        }
    }

    [Fact]
    public void What_nobody_knows_makes_a_range_and_the_questions_that_would_settle_it() => CheckRanges("""
        | F I P A R E | category           | yes                 | no                                       | so far              | recommended | settles first        |
        | 0 0 0 0 0 0 |                    |                     |                                          | SEV4                | SEV4        |                      |
        | 0 1 0 1 1 ? |                    |                     |                                          | SEV4, could be SEV2 | SEV3        | E                    |
        | 0 1 0 1 ? 0 |                    |                     |                                          | SEV4, could be SEV2 | SEV3        | R                    |
        | 0 1 1 ? 0 0 |                    |                     |                                          | SEV4, could be SEV3 | SEV3        | A                    |
        | 0 2 1 ? 1 1 |                    |                     |                                          | SEV3, could be SEV2 | SEV2        | A                    |
        | 0 2 ? 2 0 0 |                    |                     |                                          | SEV2, could be SEV1 | SEV1        | P                    |
        | 0 1 ? 2 0 0 |                    |                     |                                          | SEV3, could be SEV1 | SEV2        | P                    |
        | ? 0 0 3 0 0 |                    |                     |                                          | SEV3, could be SEV1 | SEV2        | F                    |
        | ? ? ? ? ? ? |                    |                     |                                          | SEV4, could be SEV1 | SEV3        | F                    |
        | 3 0 0 3 ? ? |                    |                     |                                          | SEV1                | SEV1        |                      |
        | 0 0 1 3 0 0 | account-compromise |                     | travel-only, app-consented               | SEV3, could be SEV1 | SEV2        | privileged           |
        | 0 0 1 1 0 0 | account-compromise |                     | travel-only, app-consented               | SEV4                | SEV4        |                      |
        | 0 0 1 ? 0 0 | account-compromise | privileged          | travel-only, app-consented               | SEV4, could be SEV1 | SEV3        | A                    |
        | 0 2 0 1 0 0 | malware            |                     | c2-seen, server-or-admin                 | SEV3                | SEV3        | blocked-fully        |
        """);

    [Fact]
    public void Dont_know_and_not_answered_are_the_same()
    {
        var dontKnow = Criteria.Assess(Playbook, null, Answers("0 1 ? 2 0 0"), new Dictionary<string, bool?>());
        var notAnswered = Criteria.Assess(Playbook, null, Answers("0 1 ? 2 0 0").Where(a => a.Value is not null).ToDictionary(), new Dictionary<string, bool?>());
        (notAnswered.Severity, notAnswered.SoFar).ShouldBe((dontKnow.Severity, dontKnow.SoFar));
    }

    [Fact]
    public void Only_a_certain_yes_lowers_a_severity()
    {
        var unknown = new Dictionary<string, bool?> { ["c2-seen"] = false, ["server-or-admin"] = false, ["blocked-fully"] = null };
        Criteria.Assess(Playbook, Playbook.Category("malware"), Answers("0 2 0 1 0 0"), unknown).Severity.ShouldBe("SEV3");
    }

    [Fact]
    public void A_playbook_without_rules_recommends_the_mildest() =>
        Criteria.Assess(People.SmallPlaybook, null, Answers("3 3 3 3 3 3"), new Dictionary<string, bool?>()).Severity.ShouldBe("SEV4");

    private static void Check(string table) => TextTable.Check(table, row =>
    {
        var category = Playbook.Category(row["category"]);
        var yes = row["yes"].Split(", ", StringSplitOptions.RemoveEmptyEntries);
        yes.ShouldBeSubsetOf(Playbook.YesOrNo(category).Select(q => q.Id));
        var said = Criteria.Assess(Playbook, category, Answers(row["F I P A R E"]), Playbook.YesOrNo(category).ToDictionary(q => q.Id, q => (bool?)yes.Contains(q.Id)));
        said.IsRange.ShouldBeFalse(row["what"]);
        return row.With("severity", said.Severity)
            .With("because", string.Join(", ", said.Mildest.Effects.Select(e => $"{e.Kind.ToString().ToLowerInvariant()} {e.To}").Prepend(said.Mildest.Rule!.Id)));
    });

    private static void CheckRanges(string table) => TextTable.Check(table, row =>
    {
        Dictionary<string, bool?> extra = [];
        foreach (var id in row["yes"].Split(", ", StringSplitOptions.RemoveEmptyEntries)) extra[id] = true;
        foreach (var id in row["no"].Split(", ", StringSplitOptions.RemoveEmptyEntries)) extra[id] = false;
        var said = Criteria.Assess(Playbook, Playbook.Category(row["category"]), Answers(row["F I P A R E"]), extra);
        return row.With("so far", said.SoFar).With("recommended", said.Severity).With("settles first", said.Settles.FirstOrDefault()?.Id ?? "");
    });

    private static Dictionary<string, int?> Answers(string six) =>
        Playbook.Questions.Zip(six.Split(' ')).ToDictionary(a => a.First.Id, a => a.Second == "?" ? null : (int?)int.Parse(a.Second, System.Globalization.CultureInfo.InvariantCulture));
}
