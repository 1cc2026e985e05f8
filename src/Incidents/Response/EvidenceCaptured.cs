using System.Globalization;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>A piece of evidence: what it is, its hash, where it came from. The content lies in the evidence store under its hash, or where <see cref="KeptAt"/> says.</summary>
/// <param name="Number">1, 2, 3 … within the incident.</param>
/// <param name="Title">What it is, in a person's words or the message's first ones.</param>
public sealed record Evidence(int Number, Text Title)
{
    /// <summary>Lower-case hex SHA-256 of the content; null where only a place is known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes of the content, where the bot stored it.</summary>
    public long? Size { get; init; }

    /// <summary>Who wrote the message.</summary>
    public Person? Author { get; init; }

    /// <summary>The platform's reference of the message.</summary>
    public string? Message { get; init; }

    /// <summary>When the message was written.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Where it is kept, for evidence that the bot does not hold.</summary>
    public Text? KeptAt { get; init; }

    /// <summary>The same words of the same message are one piece; null for what is kept elsewhere.</summary>
    internal string? Key => Message is null ? null : $"{Message} {Sha256}";

    /// <summary><c>EV-42-1</c>.</summary>
    public string Name(Incident incident) =>
        string.Create(CultureInfo.InvariantCulture, $"EV-{incident.Reported.Number}-{Number}");
}

/// <summary>Evidence was captured, by whom the envelope says.</summary>
[StoredAs("response.evidence-captured", 1)]
public sealed record EvidenceCaptured(Evidence Evidence) : Event<Incident>
{
    /// <summary>Files of the same message that are not kept, each with why.</summary>
    public Text? Lacks { get; init; }

    internal override Rich Line
    {
        get
        {
            Rich place = Evidence.KeptAt is null ? Rich.Empty : (Rich)$", kept at {Evidence.KeptAt:quote}";
            Rich lacks = Lacks is null ? Rich.Empty : (Rich)$"; not kept with it: {Lacks}";
            return $"evidence {Evidence.Number} captured: {Evidence.Title:quote}{place}{lacks}";
        }
    }

    internal override Incident Evolve(Incident i) => i with
    {
        Response = i.Response with
        {
            Evidence = Evidence.Number,
            EvidenceOfMessages = Evidence.Key is { } key ? i.Response.EvidenceOfMessages.SetItem(key, Evidence.Number) : i.Response.EvidenceOfMessages,
        },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich lacks = Lacks is null ? Rich.Empty : (Rich)$"\nNot kept with it: {Lacks}. Keep that somewhere safe, and say where: {"/incident evidence what, kept at where":code}";
        yield return new Message(Place.Room, $"{Evidence.Name(now):b} is on the evidence register: {Evidence.Title:quote}, by {recorded.By}.{lacks}");
    }
}
