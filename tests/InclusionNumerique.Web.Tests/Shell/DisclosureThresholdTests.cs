using InclusionNumerique.Web.Shell;

namespace InclusionNumerique.Web.Tests.Shell;

public sealed class DisclosureThresholdTests
{
    [Theory]
    [InlineData(null, 11)]
    [InlineData("", 11)]
    [InlineData("5", 5)]
    [InlineData("20", 20)]
    public void The_house_may_hide_more_or_a_little_less(string? text, int expected) => LaunchSettings.ThresholdOf(text).Should().Be(expected);

    [Theory]
    [InlineData("4")]
    [InlineData("0")]
    [InlineData("-11")]
    [InlineData("onze")]
    [InlineData("1001")]
    public void What_would_show_people_or_is_no_number_keeps_the_product_from_starting(string text)
    {
        var start = () => LaunchSettings.ThresholdOf(text);

        start.Should().Throw<LaunchRefusedException>().WithMessage($"INCLUSION_DISCLOSURE_THRESHOLD doit être un nombre de 5 à 1000 (reçu : {text})*");
    }
}
