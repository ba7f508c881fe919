using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Visits;

public sealed class PaperTimeTests
{
    [Theory]
    [InlineData("930", 9, 30)]
    [InlineData("0930", 9, 30)]
    [InlineData("1405", 14, 5)]
    [InlineData("9h30", 9, 30)]
    [InlineData("9 H 30", 9, 30)]
    [InlineData("9h5", 9, 5)]
    [InlineData("9h", 9, 0)]
    [InlineData("9:30", 9, 30)]
    [InlineData("9.30", 9, 30)]
    [InlineData("9", 9, 0)]
    [InlineData("14", 14, 0)]
    [InlineData("0", 0, 0)]
    [InlineData(" 9h30 min ", 9, 30)]
    public void A_time_is_understood_as_hands_write_it(string text, int hour, int minute) =>
        PaperTime.Parse(text).Should().Be(new TimeOnly(hour, minute));

    [Theory]
    [InlineData("")]
    [InlineData("24h")]
    [InlineData("960")]
    [InlineData("9h75")]
    [InlineData("12345")]
    [InlineData("-9")]
    [InlineData("midi")]
    [InlineData("٩:٣٠")]
    [InlineData("9:30\0")]
    public void What_is_no_time_is_not_guessed(string text) => PaperTime.Parse(text).Should().BeNull();

    [Fact]
    public void A_pasted_novel_is_no_time() => PaperTime.Parse(new string('9', 100_000)).Should().BeNull();

    [Theory]
    [InlineData("15", 15)]
    [InlineData("15 min", 15)]
    [InlineData("15mn", 15)]
    [InlineData("90", 90)]
    [InlineData("1h", 60)]
    [InlineData("1h30", 90)]
    [InlineData("1:30", 90)]
    [InlineData("1 h 05", 65)]
    [InlineData("0", 0)]
    [InlineData("25h", 1500)]
    public void A_duration_is_understood_as_hands_write_it(string text, int minutes) => PaperTime.ParseMinutes(text).Should().Be(minutes);

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("1,5")]
    [InlineData("un quart d’heure")]
    [InlineData("99999")]
    public void What_is_no_duration_is_not_guessed(string text) => PaperTime.ParseMinutes(text).Should().BeNull();
}
