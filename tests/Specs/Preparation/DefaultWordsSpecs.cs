using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Specs.Preparation;

/// <summary>What people write when something is odd, and the category that the default suggests; a person can choose another.</summary>
public class DefaultWordsSpecs
{
    [Fact]
    public void The_words_of_a_report_suggest_its_category() => TextTable.Check("""
        | report                                                                | category                         |
        | finance got a mail asking to change bank details, two people answered | phishing-bec                     |
        | I clicked a link in a strange mail and typed my password              | phishing-bec                     |
        | the CEO asks me for gift cards by text message                        | phishing-bec                     |
        | my antivirus shows a warning, the PC may be infected                  | malware                          |
        | somebody found a USB stick in the car park and plugged it in          | malware                          |
        | all files are encrypted and there is a ransom note                    | ransomware                       |
        | we cannot open any file on the share, they end in .locked             | ransomware                       |
        | somebody signed in to my account from Brazil                          | account-compromise               |
        | I get MFA requests that I did not start                               | account-compromise               |
        | there is a web shell on the shop's server                             | system-intrusion                 |
        | our website was defaced                                               | system-intrusion                 |
        | a spreadsheet with customer data is on a public link                  | data-exposure                    |
        | I sent the salary list to the wrong person                            | data-exposure                    |
        | a leaving employee copied the customer list to a USB stick            | insider-misuse                   |
        | the website is down, customers cannot order                           | denial-of-service                |
        | we are under DDoS since ten                                           | denial-of-service                |
        | there is a CVE for our VPN that is being exploited                    | vulnerability-exploitable        |
        | a researcher wrote to us about a hole in the shop                     | vulnerability-exploitable        |
        | our payroll supplier says that it was hacked                          | third-party-supply-chain         |
        | a malicious npm package is in our build                               | third-party-supply-chain         |
        | my laptop was stolen on the train                                     | lost-stolen-physical             |
        | I lost my phone                                                       | lost-stolen-physical             |
        | a firewall rule left the database open to the internet                | cloud-or-policy-misconfiguration |
        | the certificate expired last night                                    | cloud-or-policy-misconfiguration |
        | something is odd                                                      |                                  |
        """, row => row.With("category", Suggestion.From(Playbooks.Default, row["report"])?.Id ?? ""));
}
