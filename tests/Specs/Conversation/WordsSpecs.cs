using System.Globalization;
using ChatOpsIncident.Incidents.Conversation;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Conversation;

public class WordsSpecs
{
    [Fact]
    public void A_duration_is_a_number_and_its_unit() => Means("""
        | typed | means
        | 15m              | 00:15:00
        | 2h               | 02:00:00
        | 1d               | 1.00:00:00
        | 90s              | 00:01:30
        | 1h30m            | 01:30:00
        | 20 minutes       | 00:20:00
        | 1 hour 5 min     | 01:05:00
        | 2D               | 2.00:00:00
        | 0m               | none
        | 366d             | 366.00:00:00
        | 367d             | none
        | 999999d          | none
        | 9999999999m      | none
        | 15               | none
        | m                | none
        | 15m or so        | none
        | 15month          | none
        | -15m             | none
        | ١٥m              | none
        """, typed => Words.Duration(typed)?.ToString("c", CultureInfo.InvariantCulture) ?? "none");

    [Fact]
    public void A_duration_stands_at_the_end_or_at_the_beginning() => Means("""
        | typed | means
        | check VPN logs 15m             | 00:15:00 · check VPN logs
        | check VPN logs for 2 hours     | 02:00:00 · check VPN logs
        | check VPN logs, within 1d      | 1.00:00:00 · check VPN logs,
        | 15m check VPN logs             | 00:15:00 · check VPN logs
        | for 15m                        | 00:15:00 ·
        | 20m                            | 00:20:00 ·
        | logs of host15m                | none · logs of host15m
        | 15ms of latency                | none · 15ms of latency
        | logs from 15m to 20m ago       | none · logs from 15m to 20m ago
        """, typed => $"{Arguments.Typed(typed).TakeDuration(out var rest)?.ToString("c", CultureInfo.InvariantCulture) ?? "none"} · {rest.Rest}".Trim());

    [Fact]
    public void A_person_stands_at_the_beginning_or_at_the_end() => Means("""
        | typed | means
        | <@web:ana> check VPN logs           | web:ana · check VPN logs
        | check VPN logs <@slack:T1.U2>       | slack:T1.U2 · check VPN logs
        | me check VPN logs                   | web:ben · check VPN logs
        | tell me                             | none · tell me
        | ask <@web:ana> about it             | none · ask <@web:ana> about it
        | <@web:ana>                          | web:ana ·
        | @ana check                          | none · @ana check
        | <@> check                           | none · <@> check
        | <@web:> check                       | none · <@web:> check
        """, typed => $"{Arguments.Typed(typed).TakePerson(out var rest, Ben)?.Id ?? "none"} · {rest.Rest}".Trim());

    [Fact]
    public void A_reason_follows_because() => Means("""
        | typed | means
        | SEV2 because two accounts answered      | two accounts answered · SEV2
        | SEV2, Because it spreads                | it spreads · SEV2
        | because it spreads, because of mails    | it spreads, because of mails · none
        | SEV2                                    | none · SEV2
        | SEV2 becauseof                          | none · SEV2 becauseof
        """, typed => Reason.Split(typed) is var (what, why) ? $"{why ?? "none"} · {what ?? "none"}" : "");

    [Fact]
    public void An_incident_is_named_by_its_number() => Means("""
        | typed | means
        | INC-42 status     | 42 · status
        | inc42             | 42 ·
        | #42, the mail     | 42 · the mail
        | INC-42: again     | 42 · again
        | 42 mails          | none · 42 mails
        | INC-              | none · INC-
        | INC-99999999999   | none · INC-99999999999
        | INC-42nd          | none · INC-42nd
        """, typed => $"{Arguments.Typed(typed).TakeIncident(out var rest)?.ToString(CultureInfo.InvariantCulture) ?? "none"} · {rest.Rest}".Trim());

    [Fact]
    public void Words_are_taken_one_by_one()
    {
        Arguments.Typed("  scribe \t <@web:ana> \n please  ").TakeWord(out var rest).ShouldBe("scribe");
        rest.TakePerson(out rest).ShouldBe(Ana);
        rest.TakeWord(out rest).ShouldBe("please");
        rest.TakeWord(out rest).ShouldBeNull();
    }

    private static void Means(string table, Func<string, string> read) => TextTable.Check(table, row => row.With("means", read(row["typed"])));
}
