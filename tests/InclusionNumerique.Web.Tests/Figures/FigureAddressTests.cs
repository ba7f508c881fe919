using InclusionNumerique.Dashboards;
using InclusionNumerique.Web.Figures;

namespace InclusionNumerique.Web.Tests.Figures;

/// <summary>What the address of the figures, and of their CSV, says and how it is read back.</summary>
public sealed class FigureAddressTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    public static TheoryData<FigureSpan, int?, Comparison, int?> Filters { get; } = new(
        from span in Enum.GetValues<FigureSpan>()
        from site in new int?[] { null, 4 }
        from comparison in Enum.GetValues<Comparison>()
        from beside in new int?[] { null, 6 }
        where beside is null || (site is not null && comparison == Comparison.None)
        select (span, site, comparison, beside));

    [Theory]
    [MemberData(nameof(Filters))]
    public void What_is_written_is_read_back_on_the_page_and_on_the_csv(FigureSpan span, int? site, Comparison comparison, int? beside)
    {
        var period = span == FigureSpan.Free ? new FigurePeriod(span, new(2026, 3, 2), new(2026, 3, 9)) : FigurePeriod.Of(span, new(2026, 9, 30), Today);
        var filter = new FigureFilter(period, site, comparison, beside);

        foreach (var path in new[] { FigureAddress.Page, FigureAddress.Export, FigureAddress.Pdf })
        {
            var address = FigureAddress.Write(filter, Today, path);
            address.Should().StartWith(path + "?");
            ReadBack(address).Should().Be(filter);
            FigureView.Addresses().IsMatch(address[(path.Length + 1)..]).Should().BeTrue("a view of it can be kept");
        }
    }

    [Theory]
    [InlineData("quartier=10", 10, null, null, null)]
    [InlineData("qpv=oui", null, true, null, null)]
    [InlineData("qpv=non", null, false, null, null)]
    [InlineData("quartier=10&theme=5", 10, null, null, 5)]
    [InlineData("organisme=0", null, null, 0, null)]
    public void Districts_and_what_is_shown_over_time_are_in_the_address(string said, int? district, bool? isPriority, int? organisation, int? theme)
    {
        var filter = new FigureFilter(FigurePeriod.Of(FigureSpan.Month, Today, Today), 4) { DistrictId = district, IsPriority = isPriority, OrganisationId = organisation, ThemeId = theme };

        FigureAddress.Write(filter, Today).Should().Be($"/chiffres?periode=mois&site=4&{said}");
        FigureAddress.Read($"?periode=mois&site=4&{said}", Today).Should().Be(filter);
        FigureView.Addresses().IsMatch($"periode=mois&site=4&{said}").Should().BeTrue("it can be kept as a view");
    }

    [Fact]
    public void Of_a_district_and_priority_ones_the_district_counts_and_what_is_no_number_is_nothing()
    {
        FigureAddress.Read("?quartier=10&qpv=non&organisme=3&theme=5", Today).Should().Be(new FigureFilter(FigurePeriod.Of(FigureSpan.Month, Today, Today)) { DistrictId = 10, OrganisationId = 3 });
        FigureAddress.Read("?quartier=0&qpv=peut-etre&organisme=-1&theme=x", Today).Should().Be(new FigureFilter(FigurePeriod.Of(FigureSpan.Month, Today, Today)));
    }

    [Fact]
    public void The_address_of_today_says_no_day()
    {
        FigureAddress.Write(new FigureFilter(FigurePeriod.Of(FigureSpan.Month, Today, Today)), Today).Should().Be("/chiffres?periode=mois");
        FigureAddress.Write(new FigureFilter(FigurePeriod.Of(FigureSpan.TwelveMonths, Today, Today), 4, Comparison.None), Today, FigureAddress.Export)
            .Should().Be("/chiffres/export?periode=12-mois&site=4&comparer=non");
    }

    [Theory]
    [InlineData("toujours", "hier", "-3", "un")]
    [InlineData("", "2026-13-40", "4; DROP", "")]
    [InlineData(null, null, null, null)]
    public void What_the_address_says_wrongly_is_this_month_at_every_site(string? span, string? day, string? site, string? comparison)
    {
        FigureAddress.Read(span, day, null, null, site, comparison, Today).Should().Be(new FigureFilter(FigurePeriod.Of(FigureSpan.Month, Today, Today)));
    }

    [Theory]
    [InlineData("4", "site-4")]
    [InlineData(null, "site-6")]
    [InlineData("4", "site-")]
    [InlineData("4", "site-6x")]
    [InlineData("4", "site--6")]
    public void A_site_is_not_compared_with_itself_nor_with_all(string? site, string comparison)
    {
        var filter = FigureAddress.Read(null, null, null, null, site, comparison, Today);

        (filter.Comparison, filter.CompareSiteId).Should().Be((Comparison.Before, null as int?));
    }

    [Fact]
    public void Dates_out_of_reach_become_the_nearest_and_crossed_ones_are_turned_round()
    {
        FigureAddress.Read(null, null, "2031-01-01", "1999-01-01", null, null, Today).Period.Should().Be(new FigurePeriod(FigureSpan.Free, FigureAddress.Earliest, Today));
    }

    private static FigureFilter ReadBack(string address)
    {
        var said = address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        string? Said(string name) => said.GetValueOrDefault(name);
        return FigureAddress.Read(Said("periode"), Said("le"), Said("du"), Said("au"), Said("site"), Said("comparer"), Today);
    }
}
