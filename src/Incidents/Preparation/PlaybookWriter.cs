using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>Writes a playbook as YAML, always the same way: reading it again gives the same playbook.</summary>
public static class PlaybookWriter
{
    /// <summary>Canonical YAML, <c>\n</c> at line ends; without the version number.</summary>
    public static string Write(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue).WithIndentedSequences().WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, Root(playbook));
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static Map Root(Playbook p) => new(
        ("groups", p.Groups),
        ("severities", p.Severities.Select(s => new Map(
            ("id", s.Id), ("name", s.Name), ("means", s.Means), ("update-every", Duration.Format(s.UpdateEvery)), ("escalation", Steps(s.Escalation)),
            ("repeat-every", s.RepeatEvery is { } again ? Duration.Format(again) : null)))),
        ("questions", p.Questions.Select(q => new Map(("id", q.Id), ("asks", q.Asks), ("hint", q.Hint), ("answers", q.Answers.Select(a => new Map.Line(a)))))),
        ("rules", p.Rules.Select(r => new Map(("id", r.Id), ("severity", r.Severity), ("when", r.When), ("says", r.Says)))),
        ("modifiers", p.Modifiers.Select(Question)),
        ("checklist", Checklist(p.Checklist)),
        ("categories", p.Categories.Select(Category)),
        ("roles", p.Roles.Select(r => new Map(("id", r.Id), ("name", r.Name), ("does", r.Does), ("groups", r.Groups), ("deputies", r.Deputies)))),
        ("escalation", new Map(("report", Steps(p.ReportEscalation)), ("repeat-every", Duration.Format(p.EscalationRepeat)), ("ask-again", Duration.Format(p.AskAgain)))),
        ("prompts", new Map(("open-for", Duration.Format(p.PromptsOpen)), ("questions", p.Prompts.Select(q => new Map(("id", q.Id), ("asks", q.Asks)))))),
        ("permissions", new Map([.. Permissions.All.Select(name => (name, (object?)p.Permissions[name]))])),
        ("rooms", new Map(("open-at-report", p.Rooms.OpenAtReport), ("private-until-triage", p.Rooms.PrivateUntilTriage))),
        ("learning", new Map([("author-may-approve", p.Learning.AuthorMayApprove)])),
        ("announce", p.Announce.Select(a => new Map.Line(a.ToString()))));

    private static Map Category(Category c) => new(
        ("id", c.Id), ("name", c.Name), ("words", c.Words), ("private", c.Private ? true : null), ("rsit", c.Rsit), ("attack", c.Attack),
        ("questions", c.Questions.Select(Question)),
        ("checklist", Checklist(c.Checklist)));

    private static Map Question(CategoryQuestion q) => new(
        ("id", q.Id), ("asks", q.Asks), ("floor", q.Floor), ("cap", q.Cap), ("shift", q.Shift == 0 ? null : q.Shift),
        ("only-if", q.OnlyIf), ("advice", q.Advice), ("because", q.Because));

    private static Map? Checklist(ImmutableArray<ChecklistTask> tasks) => tasks.IsEmpty ? null : new(
        [.. ChecklistTask.Phases.Select(phase => (phase, (object?)tasks.Where(t => t.Phase == phase).Select(Task)))]);

    private static Map Task(ChecklistTask t) => new(
        ("id", t.Id), ("text", t.Text), ("must-do", t.MustDo ? true : null), ("evidence", t.Evidence ? true : null), ("role", t.Role),
        ("within", t.Within is { } within ? Duration.Format(within) : null), ("because", t.Because));

    private static IEnumerable<Map> Steps(ImmutableArray<EscalationStep> steps) =>
        steps.Select(s => new Map(("to", s.To), ("wait", Duration.Format(s.Wait))));

    private static void Emit(Emitter emitter, object value)
    {
        switch (value)
        {
            case Map map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var (key, inner) in map.Entries)
                {
                    Emit(emitter, key);
                    Emit(emitter, inner);
                }
                emitter.Emit(new MappingEnd());
                break;
            case Map.Line line: Emit(emitter, line.Text); break;
            case string text: emitter.Emit(Scalar(text)); break;
            case IEnumerable<string> words: List(emitter, SequenceStyle.Flow, words); break;
            case IEnumerable<object> items: List(emitter, SequenceStyle.Block, items); break;
            case bool flag: emitter.Emit(new Scalar(flag ? "true" : "false")); break;
            case int number: emitter.Emit(new Scalar(number.ToString(CultureInfo.InvariantCulture))); break;
            default: throw new InvalidOperationException($"{value.GetType().Name} is not written to YAML.");
        }
    }

    private static void List(Emitter emitter, SequenceStyle style, IEnumerable<object> items)
    {
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
        foreach (var item in items) Emit(emitter, item);
        emitter.Emit(new SequenceEnd());
    }

    /// <summary>Quoted where another reader of YAML would take the text for a number, a date or a truth value.</summary>
    private static Scalar Scalar(string text)
    {
        var style = text.Length > 0 && (char.IsAsciiLetter(text[0]) || Duration.Parse(text) is not null) && text is not ("yes" or "no" or "on" or "off" or "null" or "true" or "false")
            ? ScalarStyle.Any
            : ScalarStyle.DoubleQuoted;
        return new(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true);
    }

    /// <summary>Keys in order; those without a value, and empty lists, are left out.</summary>
    private sealed class Map(params (string Key, object? Value)[] entries)
    {
        public IEnumerable<(string Key, object Value)> Entries { get; } =
            [.. entries.Where(e => e.Value is not null && (e.Value is string || e.Value is not IEnumerable<object> items || items.Any())).Select(e => (e.Key, e.Value!))];

        /// <summary>A text that takes a line of its own in a list.</summary>
        public sealed record Line(string Text);
    }
}
