using InclusionNumerique.Sites;

namespace InclusionNumerique.Tests.Sites;

public sealed class PublicHolidaysTests
{
    [Theory]
    [InlineData("2018-04-01")]
    [InlineData("2019-04-21")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2038-04-25")] // the latest that there can be
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2285-03-22")] // the earliest
    public void Easter_falls_on_the_day_of_the_almanac(string day)
    {
        var easter = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        PublicHolidays.EasterOf(easter.Year).Should().Be(easter);
    }

    [Fact]
    public void Easter_is_a_Sunday_from_22_March_to_25_April_in_every_year()
    {
        var easters = Enumerable.Range(1900, 400).Select(PublicHolidays.EasterOf).ToList();

        easters.Should().OnlyContain(e => e.DayOfWeek == DayOfWeek.Sunday && e >= new DateOnly(e.Year, 3, 22) && e <= new DateOnly(e.Year, 4, 25));
    }

    [Fact]
    public void A_year_has_eleven_holidays_in_order()
    {
        PublicHolidays.Of(2026).Should().Equal(
            new PublicHoliday(new(2026, 1, 1), "Jour de l’an"),
            new PublicHoliday(new(2026, 4, 6), "Lundi de Pâques"),
            new PublicHoliday(new(2026, 5, 1), "Fête du Travail"),
            new PublicHoliday(new(2026, 5, 8), "Victoire de 1945"),
            new PublicHoliday(new(2026, 5, 14), "Ascension"),
            new PublicHoliday(new(2026, 5, 25), "Lundi de Pentecôte"),
            new PublicHoliday(new(2026, 7, 14), "Fête nationale"),
            new PublicHoliday(new(2026, 8, 15), "Assomption"),
            new PublicHoliday(new(2026, 11, 1), "Toussaint"),
            new PublicHoliday(new(2026, 11, 11), "Armistice de 1918"),
            new PublicHoliday(new(2026, 12, 25), "Noël"));
    }

    [Fact]
    public void Two_holidays_may_share_a_day()
    {
        PublicHolidays.Of(2008).Count(h => h.Day == new DateOnly(2008, 5, 1)).Should().Be(2);
    }

    [Fact]
    public void An_ordinary_day_has_no_name()
    {
        PublicHolidays.NameOf(new DateOnly(2026, 11, 24)).Should().BeNull();
        PublicHolidays.NameOf(new DateOnly(2026, 11, 11)).Should().Be("Armistice de 1918");
    }
}
