namespace ChatOpsIncident.Incidents.Learning.Edits;

/// <summary>A new yes-or-no question of a category.</summary>
/// <param name="Floor">Severity at least, if the answer is yes; null: it only informs.</param>
public sealed record AddQuestion(string Category, Text Asks, string? Floor = null) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => QuestionWords.Of(playbook, Category);

    internal override string? Reads(Playbook playbook) =>
        playbook.Category(Category)?.Questions.FirstOrDefault(q => q.Asks == OneLine(Asks)) is { } question ? QuestionWords.Of(question) : null;

    internal override Playbook? Change(Playbook playbook, string? because)
    {
        if (playbook.Category(Category) is not { } category || Reads(playbook) is not null) return playbook.Category(Category) is null ? null : playbook;
        var taken = playbook.Categories.SelectMany(c => c.Questions).Concat(playbook.Modifiers).Select(q => q.Id);
        var question = new CategoryQuestion(NewId.From(OneLine(Asks), "question", taken), OneLine(Asks), Floor) { Because = because };
        return playbook with { Categories = playbook.Categories.Replace(category, category with { Questions = category.Questions.Add(question) }) };
    }
}

/// <summary>Other words for a question.</summary>
/// <param name="Category">Null: one of the questions or modifiers of every report.</param>
public sealed record RewordQuestion(string? Category, string Id, Text Asks) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => QuestionWords.Of(playbook, Category);

    internal override string? Reads(Playbook playbook) => Category is null
        ? playbook.Questions.FirstOrDefault(q => q.Id == Id)?.Asks ?? (Modifier(playbook) is { } modifier ? QuestionWords.Of(modifier) : null)
        : QuestionWords.Find(playbook, Category, Id) is { } question ? QuestionWords.Of(question) : null;

    internal override Playbook? Change(Playbook playbook, string? because)
    {
        if (Category is not null)
            return QuestionWords.Replace(playbook, Category, Id, q => q with { Asks = OneLine(Asks), Because = because });
        if (playbook.Questions.FirstOrDefault(q => q.Id == Id) is { } question)
            return playbook with { Questions = playbook.Questions.Replace(question, question with { Asks = OneLine(Asks) }) };
        return Modifier(playbook) is { } modifier
            ? playbook with { Modifiers = playbook.Modifiers.Replace(modifier, modifier with { Asks = OneLine(Asks), Because = because }) }
            : null;
    }

    private CategoryQuestion? Modifier(Playbook playbook) => playbook.Modifiers.FirstOrDefault(q => q.Id == Id);
}

/// <summary>Another floor for a question of a category.</summary>
/// <param name="Floor">Null: none.</param>
public sealed record SetFloor(string Category, string Id, string? Floor) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => QuestionWords.Of(playbook, Category);

    internal override string? Reads(Playbook playbook) => QuestionWords.Find(playbook, Category, Id) is { } question ? QuestionWords.Of(question) : null;

    internal override Playbook? Change(Playbook playbook, string? because) =>
        QuestionWords.Replace(playbook, Category, Id, q => q with { Floor = Floor, Because = because });
}

/// <summary>Questions as the edits read and replace them.</summary>
internal static class QuestionWords
{
    public static string Of(Playbook playbook, string? category) =>
        category is null ? "Questions of every report" : $"Questions of {playbook.Category(category)?.Name ?? category}";

    public static string Of(CategoryQuestion question)
    {
        var effect = question switch
        {
            { Floor: { } floor } => $"yes: {floor} at least",
            { Cap: { } cap } => $"yes: {cap} at most",
            { Shift: < 0 } => "yes: one level milder",
            { Shift: > 0 } => "yes: one level worse",
            _ => null,
        };
        return effect is null ? question.Asks : $"{question.Asks} ({effect})";
    }

    public static CategoryQuestion? Find(Playbook playbook, string category, string id) => playbook.Category(category)?.Questions.FirstOrDefault(q => q.Id == id);

    public static Playbook? Replace(Playbook playbook, string category, string id, Func<CategoryQuestion, CategoryQuestion> change)
    {
        if (playbook.Category(category) is not { } of || Find(playbook, category, id) is not { } question) return null;
        return playbook with { Categories = playbook.Categories.Replace(of, of with { Questions = of.Questions.Replace(question, change(question)) }) };
    }
}
