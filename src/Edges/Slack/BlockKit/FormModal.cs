using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>A form as a modal. What it carries stands in <c>private_metadata</c> as a <see cref="ButtonValue"/>.</summary>
public static class FormModal
{
    /// <summary>The <c>callback_id</c> of every form.</summary>
    public const string Callback = "form";

    private const int AllToBeSeen = 5;

    /// <summary>The view.</summary>
    /// <param name="room">The channel in which it is opened; null: in none.</param>
    public static JsonObject Of(Form form, IDialect dialect, string? room = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        List<Block> blocks = form.Intro.IsEmpty ? [] : [new Section(Shortened.Write(form.Intro, dialect, BlockLimits.Text))];
        blocks.AddRange(form.Fields.Take(BlockLimits.ViewBlocks - 1).Select(Asked));
        if (blocks.Count == 0) blocks.Add(new Section(MrkdwnDialect.Escaped(form.Title)));
        var carried = new ButtonValue(form.Word, form.Stream, form.Carried) { Room = room };
        return new()
        {
            ["type"] = "modal",
            ["callback_id"] = Callback,
            ["title"] = BlockJson.Plain(Labels.Line(form.Title, BlockLimits.ViewTitle)),
            ["submit"] = BlockJson.Plain(Labels.Line(form.Submit, BlockLimits.ViewTitle)),
            ["close"] = BlockJson.Plain("Cancel"),
            ["private_metadata"] = carried.Write(BlockLimits.PrivateMetadata),
            ["blocks"] = BlockJson.Of(blocks),
        };
    }

    private static Ask Asked(Field field) => new(field.Name, Labels.Line(field.Label, BlockLimits.Label), Answer(field), !field.Required, Hint(field));

    private static Element Answer(Field field)
    {
        var id = ViewAnswers.Prefix + field.Name;
        var hint = field.Hint is { } said ? Labels.Line(said, BlockLimits.Placeholder) : null;
        return field switch
        {
            TextField text => Words(id, text, hint),
            ChoiceField choice when Labels.Options(choice.Choices) is { Length: > 0 } options => options.Length <= AllToBeSeen
                ? new Radio(id, options, field.Value)
                : new Menu(id, options, hint, field.Value),
            TickField => new Tick(id, "Yes", field.Value == "true"),
            PersonField => new People(id, hint, field.Value is { } person ? SlackId.Of(new Person(person)) : null),
            _ => Words(id, new TextField(field.Name, field.Label) { Value = field.Value }, hint),
        };
    }

    private static Line Words(string id, TextField text, string? hint)
    {
        var most = Math.Clamp(text.Max, 1, BlockLimits.Input);
        var typed = text.Value is { } value ? Shortened.Line(Cleaned.Text(value), most) : null;
        return new(id, text.Multiline, most, hint, typed is { Length: 0 } ? null : typed);
    }

    /// <summary>Where there is no place for it inside the field.</summary>
    private static string? Hint(Field field) =>
        field is TickField or ChoiceField { Choices.Length: <= AllToBeSeen } && field.Hint is { } hint ? Labels.Line(hint, BlockLimits.Label) : null;
}
