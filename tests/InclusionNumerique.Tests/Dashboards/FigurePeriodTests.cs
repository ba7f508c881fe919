using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Tests.Dashboards;

public sealed class FigurePeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData(FigureSpan.Day, "2026-11-24", "2026-11-24", "2026-11-23", "2026-11-23")]
    [InlineData(FigureSpan.SevenDays, "2026-11-18", "2026-11-24", "2026-11-11", "2026-11-17")]
    [InlineData(FigureSpan.Month, "2026-11-01", "2026-11-24", "2026-10-01", "2026-10-24")]
    [InlineData(FigureSpan.Quarter, "2026-10-01", "2026-11-24", "2026-07-01", "2026-08-24")]
    [InlineData(FigureSpan.Year, "2026-01-01", "2026-11-24", "2025-01-01", "2025-11-24")]
    [InlineData(FigureSpan.TwelveMonths, "2025-11-25", "2026-11-24", "2024-11-25", "2025-11-24")]
    public void A_span_ends_today_and_is_compared_with_as_long_a_time(FigureSpan span, string from, string to, string beforeFrom, string beforeTo)
    {
        var period = FigurePeriod.Of(span, Today, Today);

        period.Should().BeEquivalentTo(new { From = Day(from), To = Day(to) });
        period.ComparedBy(Comparison.Before).Should().Be((Day(beforeFrom), Day(beforeTo)));
    }

    [Fact]
    public void A_whole_month_is_compared_with_the_whole_month_before()
    {
        var march = FigurePeriod.Of(FigureSpan.Month, new(2026, 3, 15), Today);
        var february = FigurePeriod.Of(FigureSpan.Month, new(2026, 2, 1), Today);

        march.ComparedBy(Comparison.Before).Should().Be((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)));
        february.ComparedBy(Comparison.Before).Should().Be((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)));
    }

    [Fact]
    public void The_end_of_a_long_month_under_way_is_compared_with_no_day_of_its_own()
    {
        var march = FigurePeriod.Of(FigureSpan.Month, new(2026, 3, 30), today: new(2026, 3, 30));

        march.ComparedBy(Comparison.Before).Should().Be((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)));
    }

    [Fact]
    public void Free_dates_are_compared_with_as_many_days_before_or_with_the_year_before()
    {
        var period = new FigurePeriod(FigureSpan.Free, new(2024, 2, 29), new(2024, 3, 3));

        period.ComparedBy(Comparison.Before).Should().Be((new DateOnly(2024, 2, 25), new DateOnly(2024, 2, 28)));
        period.ComparedBy(Comparison.YearBefore).Should().Be((new DateOnly(2023, 2, 28), new DateOnly(2023, 3, 3)));
        period.ComparedBy(Comparison.None).Should().BeNull();
    }

    [Fact]
    public void Earlier_and_later_months_follow_each_other_up_to_today()
    {
        var november = FigurePeriod.Of(FigureSpan.Month, Today, Today);
        var october = november.Neighbour(-1, Today)!;

        (october.From, october.To).Should().Be((new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31)));
        october.Neighbour(1, Today).Should().Be(november);
        november.Neighbour(1, Today).Should().BeNull();
    }

    [Theory]
    [InlineData(62, FigureStep.Day)]
    [InlineData(63, FigureStep.Week)]
    [InlineData(189, FigureStep.Week)]
    [InlineData(190, FigureStep.Month)]
    public void Long_periods_have_wider_columns(int days, FigureStep step)
    {
        new FigurePeriod(FigureSpan.Free, Today.AddDays(1 - days), Today).Step.Should().Be(step);
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
