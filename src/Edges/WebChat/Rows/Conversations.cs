namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>Direct conversations: of a person with the bot, or of two people.</summary>
internal static class Conversations
{
    /// <summary>The bot's name where a handle stands.</summary>
    public const string Bot = "bot";

    /// <summary>The reference of a person's conversation with the bot.</summary>
    public static string WithBot(string person) => Between(person, null);

    /// <summary>The same for both, whoever asks.</summary>
    public static string Between(string person, string? other)
    {
        string[] two = [RowKeys.Handle(person), other is null ? Bot : RowKeys.Handle(other)];
        Array.Sort(two, StringComparer.Ordinal);
        return $"dm.{two[0]}.{two[1]}";
    }

    /// <summary>As it is before the first message.</summary>
    public static Place New(string person, string? other, DateTimeOffset at) => new(Between(person, other), Direct: true, "", at)
    {
        Private = true,
        Members = other is null ? [person] : [person, other],
    };
}
