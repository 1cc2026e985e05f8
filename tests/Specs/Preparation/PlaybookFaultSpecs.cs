using System.Text.RegularExpressions;

namespace ChatOpsIncident.Specs.Preparation;

/// <summary>A faulty playbook is answered with every fault at once, in words that somebody who does not program can act on.</summary>
public class PlaybookFaultSpecs
{
    [Fact]
    public void Twenty_nine_faults_are_reported_at_once_with_file_line_and_column()
    {
        var faults = PlaybookReader.Read([new("ours.yaml", WithManyFaults)]).Faults;
        string.Join('\n', faults).ShouldBe("""
            ours.yaml:6:19  'update-every' of this severity has to be a length of time like 90s, 15m, 4h or 2d, at most 400d, not 'soon'.
            ours.yaml:8:14  'oncall' is nobody to ask. Did you mean 'on-call'? Write on-call, everyone-here, group:… or role:….
            ours.yaml:8:28  There is no group laeds. Did you mean leads? The playbook knows leads, staff.
            ours.yaml:8:40  There is no role boss. The playbook knows chief.
            ours.yaml:10:9  Two of the severities have the id SEV1, the other one in line 3. Give one of them another id.
            ours.yaml:11:11  'name' of this severity is empty. Write something or take the line out.
            ours.yaml:12:12  'means' of this severity has to be words, not a list or a group of keys.
            ours.yaml:13:5  A severity has no 'update-evry'. Did you mean 'update-every'?
            ours.yaml:17:14  A question has four answers, from nothing (0) to the worst (3); here are 3.
            ours.yaml:18:9  'sum' is a word of the conditions. Choose another id for this question.
            ours.yaml:20:40  This answer has 84 characters; 75 fit into every chat's list of choices. Shorten it.
            ours.yaml:23:15  There is no severity SEV7. The playbook knows SEV1.
            ours.yaml:24:21  There is no question X. The playbook asks F, sum.
            ours.yaml:28:11  The last rule has to take whatever is left. Add one with 'when: always' at the end.
            ours.yaml:28:15  Write '>= 2'. '= 2' would leave out the worse answers, and a worse answer never lowers the severity.
            ours.yaml:31:9  The id 'phishing mail' may hold only letters a to z, digits and hyphens, for example 'check-logs-1'.
            ours.yaml:33:14  'private' of this category has to be true or false, not 'perhaps'.
            ours.yaml:34:12  'words' of this category has to be a list, for example [one, two], nothing else.
            ours.yaml:36:13  A yes to 'clicked' can do one thing: floor, cap or shift. Keep one of them.
            ours.yaml:41:7  A checklist of phishing mail has no 'contian'. Did you mean 'contain'?
            ours.yaml:45:9  No role has the id commander. Somebody has to lead; give that role this id. Its name can be any.
            ours.yaml:49:11  Nobody is asked about a new report. Under 'report' name at least one step, for example 'to: [on-call]' and 'wait: 5m'.
            ours.yaml:50:17  'repeat-every' of this escalation has to be a length of time like 90s, 15m, 4h or 2d, at most 400d, not '500d'.
            ours.yaml:55:7  A prompt has no 'ask'. Did you mean 'asks'?
            ours.yaml:57:3  This list of permissions has no 'redact'. Add a line 'redact: …'.
            ours.yaml:61:9  'lead' of this list of permissions is empty. Name at least one.
            ours.yaml:63:21  There is no group leaders. Did you mean leads? The playbook knows leads, staff.
            ours.yaml:64:3  A list of permissions has no 'tirage'. Did you mean 'triage'?
            ours.yaml:65:1  A playbook has no 'colour'. It knows groups, severities, questions, rules, modifiers, checklist, categories, roles, escalation, prompts, permissions, rooms, learning, announce.
            """.ReplaceLineEndings("\n"));
    }

    /// <summary>One place of the default is written differently; this is all that is found.</summary>
    [Theory]
    [InlineData("wait: 5m", "wait: 0s", "'wait' of this step has to be a length of time like 90s, 15m, 4h or 2d, at most 400d, not '0s'.")]
    [InlineData("floor: SEV3", "floor: SEV7", "There is no severity SEV7. The playbook knows SEV1, SEV2, SEV3, SEV4.")]
    [InlineData("role: commander", "role: comander", "There is no role comander. Did you mean commander? The playbook knows commander, deputy, comms, scribe, expert.")]
    [InlineData("only-if: A = 3", "only-if: A is bad", "Here comes '= 3' (the worst answer) or '>= 1', '>= 2'.")]
    [InlineData("when: sum >= 4", "when: sum >= 40", "Here comes a number from 1 to 18.")]
    [InlineData("when: sum >= 4", "when: sum >= 4 or F = 3", "'or' is not expected here. Conditions read like 'F = 3 and A >= 2', 'any of F, I = 3', '2 of F, I, P >= 2', 'sum >= 4' or 'always'.")]
    [InlineData("when: sum >= 4", "when: 3 of F, I >= 2", "3 of 2 questions cannot be. Write a number from 1 to 2.")]
    [InlineData("when: sum >= 4", "when: F < 2", "Here comes '= 3' (the worst answer) or '>= 1', '>= 2'.")]
    [InlineData("when: sum >= 4", "when: F = 3 and", "The condition ends too early. Conditions read like 'F = 3 and A >= 2', 'any of F, I = 3', '2 of F, I, P >= 2', 'sum >= 4' or 'always'.")]
    [InlineData("when: sum >= 4", "when: always", "Rule 4 is never reached: rule 3b before it holds always. Let that one be the last.")]
    [InlineData("shift: -1", "shift: -2", "'shift' of this modifier has to be a whole number from -1 to 1, not '-2'.")]
    [InlineData("- id: critical-asset\n    asks: Is it one of our critical systems, or an executive's account or device?\n    shift: 1\n", "- id: critical-asset\n    asks: Is it night?\n", "A yes to the modifier 'critical-asset' changes nothing. Say by how much: 'shift: 1' is one level worse, 'shift: -1' one milder, 'floor: …' at least that severity.")]
    [InlineData("- id: contained-and-known", "- id: safety", "Two of the modifiers have the id safety, the other one in line N. Give one of them another id.")]
    [InlineData("author-may-approve: false\n", "author-may-approve: false\nannounce: ['#incidents']\n", "'#incidents' is no place to announce in. Write the chat's name, a colon and its id of the channel, for example 'slack:C024BE91L'.")]
    [InlineData("author-may-approve: false\n", "author-may-approve: false\nannounce: ['web:all', 'web:all']\n", "'web:all' stands here twice. Keep it once.")]
    [InlineData("cap: SEV4", "only-if: A = 3", "'only-if' belongs to a floor. Add 'floor: …' or take it out.")]
    [InlineData("id: commander", "id: Commander in chief", "The id 'Commander in chief' may hold only letters a to z, digits and hyphens, for example 'check-logs-1'.")]
    [InlineData("- id: mailbox-rules", "- id: mfa-or-token", "Two of the questions of a category have the id mfa-or-token, the other one in line N. Give one of them another id.")]
    [InlineData("- id: save-mail", "- id: keep-logs", "Two of the tasks have the id keep-logs, the other one in line N. Give one of them another id.")]
    [InlineData("name: Critical", "name: \"Crit\\x07ical\"", "'name' of this severity holds a control character. Type it anew.")]
    [InlineData("name: Critical", "name: ~", "'name' of this severity is empty. Write something or take the line out.")]
    [InlineData("learn: [everyone]", "learn: [role:chief, everyone]", "There is no role chief. The playbook knows commander, deputy, comms, scribe, expert.")]
    [InlineData("open-at-report: true", "open-at-report: maybe", "'open-at-report' of this room policy has to be true or false, not 'maybe'.")]
    public void A_single_fault_says_what_is_and_what_to_write_instead(string was, string becomes, string words)
    {
        var at = Playbooks.DefaultText.IndexOf(was, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0);
        var reading = PlaybookReader.Read(string.Concat(Playbooks.DefaultText.AsSpan(0, at), becomes, Playbooks.DefaultText.AsSpan(at + was.Length)));
        var faults = reading.Faults.Select(f => f with { Words = Regex.Replace(f.Words, "in line [0-9]+", "in line N") }).ToArray();
        faults.Select(f => f.Words).ShouldContain(words);
        faults.First(f => f.Words == words).Line.ShouldBeInRange(Line(at), Line(at) + 8);
        faults.Where(f => f.Words != words).ShouldAllBe(f => f.Words.Contains("commander", StringComparison.Ordinal), "no fault follows from another");
    }

    private static int Line(int at) => Playbooks.DefaultText[..at].Count(c => c == '\n') + 1;

    [Theory]
    [InlineData("", "playbook:1:1  This file is empty. Start from the default: the command 'playbook' prints it.")]
    [InlineData("# only a remark\n", "playbook:1:1  This file is empty. Start from the default: the command 'playbook' prints it.")]
    [InlineData("just words", "playbook:1:1  A playbook is written as sections, each a word with a colon: 'severities:', 'questions:' and so on.")]
    [InlineData("- a\n- b", "playbook:1:1  A playbook is written as sections, each a word with a colon: 'severities:', 'questions:' and so on.")]
    [InlineData("severities:\n\t- id: SEV1", "playbook:2:1  There is a tab at the beginning of this line. Indent with spaces.")]
    [InlineData("severities: [a, b\n", "playbook:2:1  The text cannot be read as YAML from here on. Look at this line and the one above: an indentation, a colon, a bracket or a closing quote is not right.")]
    [InlineData("severities: !!binary aaaa", "playbook:1:13  tag:yaml.org,2002:binary asks for a type of YAML's own. Take it out.")]
    [InlineData("a: &a [x]\nb: *a", "playbook:1:4  &a names this part for references. Take the name out; a playbook has no references.")]
    public void What_is_not_a_playbook_at_all_says_so_in_one_sentence(string yaml, string fault) =>
        PlaybookReader.Read(yaml).Faults.ShouldHaveSingleItem().ToString().ShouldBe(fault);

    [Fact]
    public void Brackets_without_end_and_references_that_multiply_are_stopped_at_once()
    {
        PlaybookReader.Read("severities: " + new string('[', 200_000)).Faults.ShouldHaveSingleItem().Words.ShouldStartWith("This is nested deeper than anything in a playbook.");
        PlaybookReader.Read("severities: " + string.Concat(Enumerable.Repeat("{a: ", 60_000))).Faults.ShouldHaveSingleItem().Words.ShouldStartWith("This is nested deeper");
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"b{i}: &b{i} [*a, *a]\n"));
        PlaybookReader.Read(bomb).Faults.ShouldHaveSingleItem().Words.ShouldStartWith("&a names this part for references.");
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read() =>
        PlaybookReader.Read([new("ours.yaml", new string('x', 10_000_000))]).Faults.ShouldHaveSingleItem().ToString()
            .ShouldBe("ours.yaml:1:1  This playbook has 9765 KiB; 256 KiB are the most. Take out what is not policy.");

    [Fact]
    public void A_second_document_in_the_file_is_pointed_at() =>
        PlaybookReader.Read(Playbooks.DefaultText + "---\nmore: true\n").Faults.ShouldHaveSingleItem().Words
            .ShouldBe("A second document begins here (---). A playbook file is one document; take this line out.");

    private const string WithManyFaults = """
        groups: [leads, staff]
        severities:
          - id: SEV1
            name: Critical
            means: The business stands still
            update-every: soon
            escalation:
              - to: [oncall, group:laeds, role:boss]
                wait: 5m
          - id: SEV1
            name: ""
            means: [a, b]
            update-evry: 60m
        questions:
          - id: F
            asks: What does it do to our services?
            answers: [Nothing, A little, A lot]
          - id: sum
            asks: Is it still going on?
            answers: [No, It stopped, Perhaps, This answer is far too long for the list of choices that a chat draws on a telephone]
        rules:
          - id: 1
            severity: SEV7
            when: F = 3 and X >= 2
            says: It is bad.
          - id: 2
            severity: SEV1
            when: F = 2
            says: It is not so bad.
        categories:
          - id: phishing mail
            name: Phishing
            private: perhaps
            words: {a: b}
            questions:
              - id: clicked
                asks: Did anybody click?
                floor: SEV1
                cap: SEV1
            checklist:
              contian:
                - id: save
                  text: Save the mail
        roles:
          - id: chief
            name: Chief
            does: Leads
        escalation:
          report: []
          repeat-every: 500d
        prompts:
          open-for: 3d
          questions:
            - id: what
              ask: What happened?
        permissions:
          report: [everyone]
          look: [staff]
          triage: [leads]
          respond: [everyone]
          lead: []
          learn: [everyone]
          change-playbook: [leaders]
          tirage: [leads]
        colour: red
        """;
}
