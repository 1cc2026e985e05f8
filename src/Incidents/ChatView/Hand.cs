namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>What somebody did to a room by hand, as its platform says.</summary>
public abstract record Hand;

/// <summary>Called it otherwise.</summary>
public sealed record Renames(string Name) : Hand;

/// <summary>Wrote its topic.</summary>
public sealed record SetsTopic(string Topic) : Hand;

/// <summary>Archived or deleted it.</summary>
public sealed record Closes : Hand;

/// <summary>Took it out of the archive, or brought the bot back in.</summary>
public sealed record OpensAgain : Hand;

/// <summary>Took the bot out of it.</summary>
public sealed record PutsOut : Hand;

/// <summary>Left it, or was taken out of it.</summary>
public sealed record Leaves(Person Person) : Hand;

/// <summary>Came in without the bot.</summary>
public sealed record Enters(Person Person) : Hand;

/// <summary>Deleted a message. Of a card it counts once it is known which.</summary>
/// <param name="Message">The platform's reference.</param>
/// <param name="Card">The card that it was; null: not known (yet), or none.</param>
public sealed record Deletes(string Message, string? Card = null) : Hand;

/// <summary>Took the pin off a message.</summary>
/// <param name="Message">The platform's reference.</param>
/// <param name="Card">The card that it is; null: not known (yet), or none.</param>
public sealed record Unpins(string Message, string? Card = null) : Hand;
