using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed class SurveyRowTests
{
    // Opened on 31 October at 23:30 UTC: the first of November in Rennes.
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("2026-11-05", null, true)]
    [InlineData("2026-10-31", null, false)]
    [InlineData(null, "2026-11-01", true)]
    [InlineData(null, "2026-10-31", false)]
    public void It_is_open_within_a_period_until_it_is_closed_or_its_last_day_is_over(string? closed, string? closesOn, bool isOpen)
    {
        var row = Row(new(2026, 10, 31, 23, 30, 0, TimeSpan.Zero), closed is null ? null : ParisTime.At(DateOnly.Parse(closed, System.Globalization.CultureInfo.InvariantCulture), new(12, 0)), closesOn is null ? null : DateOnly.Parse(closesOn, System.Globalization.CultureInfo.InvariantCulture));

        row.IsOpenWithin(new(2026, 11, 1), new(2026, 11, 30)).Should().Be(isOpen);
        row.IsOpenWithin(new(2026, 10, 1), new(2026, 10, 31)).Should().BeFalse("it was not open yet");
    }

    [Fact]
    public void A_draft_is_open_at_no_time() => Row(null, null, null).IsOpenWithin(new(2020, 1, 1), new(2030, 1, 1)).Should().BeFalse();

    private static SurveyRow Row(DateTimeOffset? opened, DateTimeOffset? closed, DateOnly? closesOn) => new(Guid.Empty, "", "", SurveyState.Open, opened, closed, closesOn, 1, 0, 0, 0);
}
