using System.Globalization;
using ChatOpsIncident.Incidents.Conversation;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Conversation;

public class ClockTimeSpecs
{
    private static string Read(string typed, Moment at) =>
        ClockTime.Begin(typed, at, out var rest) is { } when
            ? $"{when.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {when.Sure} {rest}".Trim()
            : $"none {rest}".Trim();

    private static Moment In(string zone, DateTimeOffset? now = null) => Moment() with { Now = now ?? Noon, Who = Moment().Who with { Zone = zone } };

    [Fact]
    public void A_time_means_the_most_recent_past_in_the_persons_zone() => Means("""
        | typed | means
        | 12:30                          | 2026-11-23 11:30:00 Exact
        | 13:00 words                    | 2026-11-23 12:00:00 Exact words
        | 13:04 their clock is ahead     | 2026-11-23 12:00:00 Exact their clock is ahead
        | 14:05 two accounts answered    | 2026-11-22 13:05:00 Exact two accounts answered
        | 9:05: link opened              | 2026-11-23 08:05:00 Exact link opened
        | 12:30:15 - link opened         | 2026-11-23 11:30:15 Exact link opened
        | at 12:30 link opened           | 2026-11-23 11:30:00 Exact link opened
        | 2:05pm                         | 2026-11-22 13:05:00 Exact
        | 9am opened                     | 2026-11-23 08:00:00 Exact opened
        | 12am                           | 2026-11-22 23:00:00 Exact
        | yesterday 23:10 mail came      | 2026-11-22 22:10:00 Exact mail came
        | today 8:00                     | 2026-11-23 07:00:00 Exact
        | mon 9:00                       | 2026-11-23 08:00:00 Exact
        | Monday 23:00                   | 2026-11-16 22:00:00 Exact
        | fri, 9:00                      | 2026-11-20 08:00:00 Exact
        | 2026-11-20 14:05 words         | 2026-11-20 13:05:00 Exact words
        | 2026-11-20T14:05Z words        | 2026-11-20 14:05:00 Exact words
        | 20 Nov 14:05                   | 2026-11-20 13:05:00 Exact
        | 24 Dec 18:00                   | 2025-12-24 17:00:00 Exact
        | 1 July 2026 14:05              | 2026-07-01 12:05:00 Exact
        | 11:30 UTC                      | 2026-11-23 11:30:00 Exact
        | 2027-01-01 12:00               | 2027-01-01 11:00:00 Exact
        """, typed => Read(typed, In("Europe/Berlin")));

    [Fact]
    public void How_sure_somebody_is_goes_along() => Means("""
        | typed | means
        | ~12:30                  | 2026-11-23 11:30:00 About
        | about 12:30 it began    | 2026-11-23 11:30:00 About it began
        | yesterday ~23:10        | 2026-11-22 22:10:00 About
        | around yesterday 23:10  | 2026-11-22 22:10:00 About
        | 12:30?                  | 2026-11-23 11:30:00 Guess
        | 10m ago it began        | 2026-11-23 11:50:00 About it began
        | about 2 hours ago       | 2026-11-23 10:00:00 About
        """, typed => Read(typed, In("Europe/Berlin")));

    [Fact]
    public void What_is_not_written_like_a_time_is_words() => Means("""
        | typed | means
        | two accounts answered    | none two accounts answered
        | 14 accounts              | none 14 accounts
        | yesterday it was slow    | none yesterday it was slow
        | fe80::12:30              | none fe80::12:30
        | 12:30:45:67:89:ab        | none 12:30:45:67:89:ab
        | 10.0.0.5:8080 is open    | none 10.0.0.5:8080 is open
        | 1:100 is the scale       | none 1:100 is the scale
        """, typed => NotATime.Begins(typed, "") is null ? Read(typed, In("Europe/Berlin")) : "refused");

    [Fact]
    public void What_is_written_like_a_time_and_cannot_be_one_is_refused_with_what_was_read() => Means("""
        | typed | means
        | 25:00 words              | 25:00
        | 12:60                    | 12:60
        | about 12:75: it began    | about 12:75
        | 13pm                     | 13pm
        | 0am                      | 0am
        | yesterday 24:10 it began | yesterday 24:10
        | 30 feb 12:00             | 30 feb 12:00
        | 2026-13-01 12:00         | 2026-13-01 12:00
        | 2026-02-30T12:00         | 2026-02-30T12:00
        | 0000-01-01 12:00         | 0000-01-01 12:00
        | 2026-11-20 it began      | 2026-11-20
        | 12:30ish                 | 12:30ish
        | 99999999999d ago         | 99999999999d ago
        | 3 weeks ago it began     | 3 weeks ago
        """, typed => Read(typed, In("Europe/Berlin")).StartsWith("none", StringComparison.Ordinal) && NotATime.Begins(typed, "") is { } no ? no.Why.ToString().Split('"')[1] : "words");

    [Fact]
    public void A_clock_set_back_means_the_later_hour_unless_that_is_still_to_come()
    {
        Read("2:30", In("Europe/Berlin", new(2026, 10, 25, 3, 0, 0, TimeSpan.Zero))).ShouldBe("2026-10-25 01:30:00 Exact");
        Read("2:30", In("Europe/Berlin", new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero))).ShouldBe("2026-10-25 00:30:00 Exact");
    }

    [Fact]
    public void A_time_that_the_clock_skipped_is_an_hour_later() =>
        Read("2026-03-29 02:30", In("Europe/Berlin")).ShouldBe("2026-03-29 01:30:00 Exact");

    [Fact]
    public void An_unknown_zone_is_read_as_utc() => Read("11:30", In("Mars/Olympus")).ShouldBe("2026-11-23 11:30:00 Exact");

    [Fact]
    public void In_a_form_nothing_may_follow_the_time()
    {
        ClockTime.Whole(" 11:30 ", Moment()).ShouldBe(new Happened(new(2026, 11, 23, 11, 30, 0, TimeSpan.Zero)));
        ClockTime.Whole("11:30 or so", Moment()).ShouldBeNull();
    }

    private static void Means(string table, Func<string, string> read) => TextTable.Check(table, row => row.With("means", read(row["typed"])));
}
