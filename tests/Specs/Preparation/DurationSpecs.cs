using System.Globalization;

namespace ChatOpsIncident.Specs.Preparation;

public class DurationSpecs
{
    [Fact]
    public void Lengths_of_time_are_read_down_to_a_second_and_written_in_the_largest_unit_that_comes_out_even() => TextTable.Check("""
        | written  | seconds  | again |
        | 1s       | 1        | 1s    |
        | 90s      | 90       | 90s   |
        | 120s     | 120      | 2m    |
        | 15m      | 900      | 15m   |
        | 1h30m    | 5400     | 90m   |
        | 4H       | 14400    | 4h    |
        | 2d       | 172800   | 2d    |
        | 400d     | 34560000 | 400d  |
        | 0s       | no       | no    |
        | 401d     | no       | no    |
        | 15       | no       | no    |
        | m        | no       | no    |
        | 15 m     | no       | no    |
        | -5m      | no       | no    |
        | 1.5h     | no       | no    |
        | 99999999999d | no   | no    |
        |          | no       | no    |
        """, row => Duration.Parse(row["written"]) is { } length
            ? row.With("seconds", length.TotalSeconds.ToString(CultureInfo.InvariantCulture)).With("again", Duration.Format(length))
            : row.With("seconds", "no").With("again", "no"));
}
