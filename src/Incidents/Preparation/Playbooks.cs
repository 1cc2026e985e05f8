namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>The playbook that ships with the bot.</summary>
public static class Playbooks
{
    private static readonly Lazy<Playbook> Shipped = new(Read);

    /// <summary>Complete, version 0: it becomes version 1 of an organisation that has no file of its own.</summary>
    public static Playbook Default => Shipped.Value;

    /// <summary>As it is written, with its remarks.</summary>
    public static string DefaultText { get; } = Resource("default-playbook.yaml");

    /// <summary>The JSON Schema (draft 7) that editors check a playbook with.</summary>
    public static string Schema { get; } = Resource("playbook.schema.json");

    private static Playbook Read() => PlaybookReader.Read([new("default-playbook.yaml", DefaultText)]) switch
    {
        { Playbook: { } playbook } => playbook,
        var bad => throw new InvalidOperationException(string.Join('\n', bad.Faults)),
    };

    private static string Resource(string name)
    {
        using var stream = typeof(Playbooks).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
