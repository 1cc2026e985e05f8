namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>A small playbook in which everything happens, soon: so that a run of half an hour sees escalations, nudges and a whole incident.</summary>
internal static class SimPlaybook
{
    private const string Yaml = """
        groups: [staff, on-call, leads, security]
        severities:
          - id: SEV1
            name: Critical
            means: The business stands still.
            update-every: 5m
            escalation:
              - to: [on-call, group:leads]
                wait: 2m
              - to: [group:leads, group:security]
                wait: 3m
          - id: SEV2
            name: Minor
            means: A few are hindered.
            update-every: 20m
            escalation:
              - to: [on-call]
                wait: 10m
        questions:
          - id: F
            asks: What does it do to our services?
            answers: [Nothing, A little, Much, Everything stands still]
          - id: A
            asks: Is it still going on?
            answers: [It was tried, It has stopped, Nobody can say, It goes on]
        rules:
          - id: "1"
            severity: SEV1
            when: F = 3 and A >= 2
            says: Services are down, and nobody can say that it has stopped.
          - id: "2"
            severity: SEV2
            when: always
            says: Nothing serious was answered.
        checklist:
          contain:
            - id: isolate
              text: Take what is hit off the network.
              must-do: true
              within: 3m
          recover:
            - id: watch
              text: Watch what came back for a day.
        categories:
          - id: phishing
            name: Phishing
            words: [phish, bank details, mail]
            questions:
              - id: entered
                asks: Did somebody enter a password?
                floor: SEV1
            checklist:
              contain:
                - id: revoke
                  text: Revoke sessions and tokens.
                  must-do: true
                  evidence: true
          - id: theft
            name: Lost or stolen
            words: [gone, stolen]
            private: true
        roles:
          - id: commander
            name: Incident commander
            does: Leads.
            groups: [leads, on-call, security]
          - id: scribe
            name: Scribe
            does: Writes down what happens.
        escalation:
          report:
            - to: [on-call]
              wait: 1m
            - to: [on-call, group:leads]
              wait: 2m
            - to: [on-call, group:leads, group:security, everyone-here]
              wait: 3m
          repeat-every: 6m
        prompts:
          open-for: 10m
          questions:
            - id: helped
              asks: What helped?
            - id: different
              asks: What one thing should be different next time?
        permissions:
          report: [everyone]
          look: [everyone]
          triage: [on-call, leads, security]
          respond: [everyone]
          lead: [everyone]
          learn: [everyone]
          change-playbook: [leads, security]
          redact: [leads]
        rooms:
          open-at-report: true
          private-until-triage: false
        learning:
          author-may-approve: false
        """;

    /// <summary>The file that stands at the door at start.</summary>
    public static PlaybookCandidate File { get; } = PlaybookCandidate.Of([new("playbook.yaml", Yaml)]) switch
    {
        { Candidate: { } candidate } => candidate,
        var (_, reading) => throw new InvalidOperationException(string.Join('\n', reading.Faults)),
    };
}
