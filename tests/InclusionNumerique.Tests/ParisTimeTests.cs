namespace InclusionNumerique.Tests;

public sealed class ParisTimeTests
{
    [Theory]
    [InlineData(2026, 10, 25, 25)]
    [InlineData(2026, 3, 29, 23)]
    [InlineData(2026, 11, 24, 24)]
    public void A_day_has_23_24_or_25_hours(int year, int month, int day, int hours)
    {
        var start = new DateOnly(year, month, day);

        (ParisTime.StartOf(start.AddDays(1)) - ParisTime.StartOf(start)).Should().Be(TimeSpan.FromHours(hours));
    }

    [Fact]
    public void A_time_that_spring_skips_moves_forward()
    {
        ParisTime.At(new DateOnly(2026, 3, 29), new TimeOnly(2, 30)).Should().Be(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_time_that_autumn_repeats_is_the_first_of_the_two()
    {
        ParisTime.At(new DateOnly(2026, 10, 25), new TimeOnly(2, 30)).Should().Be(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
    }
}
