using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>One of the texts that make up a playbook.</summary>
/// <param name="File">Name as people know it; stands before every fault.</param>
/// <param name="Text">Its whole content.</param>
public sealed record PlaybookText(string File, string Text);

/// <summary>A further file that a playbook names, and where it names it.</summary>
public sealed record PlaybookInclude(string Name, int Line, int Column);

/// <summary>Something that has to be put right before the playbook can be used.</summary>
/// <param name="Line">1 is the first.</param>
/// <param name="Column">1 is the first.</param>
/// <param name="Words">What is, then what to write instead; for somebody who does not program.</param>
public sealed record PlaybookFault(string File, int Line, int Column, string Words)
{
    /// <summary><c>file:line:column  words</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}  {Words}");
}

/// <summary>What reading came to: a playbook, or every fault at once.</summary>
/// <param name="Playbook">Null if there is any fault.</param>
public sealed record PlaybookReading(Playbook? Playbook, ImmutableArray<PlaybookFault> Faults);
