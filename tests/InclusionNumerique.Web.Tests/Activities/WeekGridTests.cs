using InclusionNumerique.Activities;
using InclusionNumerique.Web.Activities;

namespace InclusionNumerique.Web.Tests.Activities;

public sealed class WeekGridTests
{
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    [Fact]
    public void What_is_left_between_nine_and_half_past_five_is_a_gap()
    {
        var blocks = BlocksOf(Evening, Entry(9, 0, 10, 0), Entry(10, 20, 12, 0), Entry(14, 0, 15, 0));

        blocks.Where(b => b.Entry is null).Select(b => (At(b.StartsAt), b.Minutes)).Should().Equal((new TimeOnly(12, 0), 120), (new TimeOnly(15, 0), 150));
    }

    [Fact]
    public void A_gap_of_today_ends_now_and_days_to_come_have_none()
    {
        BlocksOf(ParisTime.At(Tuesday, new(11, 0)), Entry(9, 0, 10, 0), Entry(14, 0, 15, 0)).Where(b => b.Entry is null).Select(b => (At(b.StartsAt), b.Minutes)).Should().Equal((new TimeOnly(10, 0), 60));
        BlocksOf(ParisTime.At(Tuesday.AddDays(-1), new(11, 0)), Entry(14, 0, 15, 0)).Should().ContainSingle();
    }

    [Fact]
    public void A_day_on_which_nothing_is_known_asks_nothing() => BlocksOf(Evening).Should().BeEmpty();

    [Fact]
    public void What_takes_place_at_the_same_time_stands_side_by_side()
    {
        var blocks = BlocksOf(Evening, Entry(9, 0, 12, 0), Entry(11, 0, 12, 30), Entry(13, 0, 14, 0)).Where(b => b.Entry is not null);

        blocks.Select(b => b.Lane).Should().Equal(1, 2, 0);
    }

    [Fact]
    public void Rows_are_quarters_of_an_hour_and_nothing_is_too_short_to_be_tapped()
    {
        var blocks = BlocksOf(Evening, Entry(9, 0, 9, 5), Entry(9, 30, 11, 0)).Where(b => b.Entry is not null).ToList();

        blocks.Select(b => (b.From, b.To)).Should().Equal((1, 2), (3, 9));
    }

    [Fact]
    public void A_gap_never_lies_over_what_bounds_it()
    {
        var blocks = BlocksOf(Evening, Entry(9, 0, 14, 0), Entry(14, 8, 14, 13), Entry(14, 47, 17, 30));

        foreach (var (one, other) in blocks.Zip(blocks.Skip(1)))
        {
            other.From.Should().BeGreaterThanOrEqualTo(one.To);
        }
    }

    [Fact]
    public void Long_days_and_a_timer_forgotten_for_a_day_fit()
    {
        var day = new ActivityDay(Tuesday, null, [Entry(7, 10, 8, 0), Entry(19, 0, 20, 30)], []);
        var grid = new WeekGrid(MyWeek.Empty(Tuesday) with { Days = [day] }, Evening);
        (grid.FirstHour, grid.LastHour).Should().Be((7, 21));

        var forgotten = new ActivityDay(Tuesday, null, [Entry(9, 0, 10, 0) with { IsRunning = true, EndsAt = Evening.AddDays(2) }], []);
        var usual = new WeekGrid(MyWeek.Empty(Tuesday) with { Days = [forgotten] }, Evening);
        (usual.FirstHour, usual.LastHour, usual.Blocks(forgotten)[0].To).Should().Be((9, 18, 5));
    }

    private static DateTimeOffset Evening => ParisTime.At(Tuesday, new(21, 0));

    private static TimeOnly At(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToParis());

    private static WeekEntry Entry(int fromHour, int fromMinute, int toHour, int toMinute) =>
        new(WeekEntryKind.Activity, Guid.CreateVersion7(), "Réunion", "Blosne", ParisTime.At(Tuesday, new(fromHour, fromMinute)), ParisTime.At(Tuesday, new(toHour, toMinute)));

    private static IReadOnlyList<WeekBlock> BlocksOf(DateTimeOffset now, params WeekEntry[] entries)
    {
        var day = new ActivityDay(Tuesday, null, entries, []);
        return new WeekGrid(MyWeek.Empty(Tuesday) with { Days = [day] }, now).Blocks(day);
    }
}
