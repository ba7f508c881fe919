using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Tests.Dashboards;

public sealed class DisclosureTests
{
    [Theory]
    [InlineData(0, Mask.None)]
    [InlineData(1, Mask.Small)]
    [InlineData(10, Mask.Small)]
    [InlineData(11, Mask.None)]
    public void One_to_ten_people_are_hidden_and_zero_is_not(long count, Mask mask)
    {
        Masks(count, 240, 190)[0].Should().Be(mask);
    }

    [Fact]
    public void A_single_small_count_takes_the_smallest_sufficient_neighbour_with_it()
    {
        Masks(190, 40, 10, 0).Should().Equal(Mask.None, Mask.Withheld, Mask.Small, Mask.None);
    }

    [Fact]
    public void A_neighbour_just_at_the_threshold_does_not_protect_a_count_of_two()
    {
        // 2 + 11 = 13 would say that the small one is 1 or 2.
        Masks(100, 11, 2).Should().Equal(Mask.Withheld, Mask.None, Mask.Small);
    }

    [Fact]
    public void Two_small_counts_whose_sum_says_too_much_take_a_third_with_them()
    {
        // 1 + 1 = 2 leaves no doubt.
        Masks(60, 40, 1, 1).Should().Equal(Mask.None, Mask.Withheld, Mask.Small, Mask.Small);
    }

    [Fact]
    public void Enough_small_counts_protect_each_other()
    {
        Masks(102, 6, 6, 6).Should().Equal(Mask.None, Mask.Small, Mask.Small, Mask.Small);
    }

    [Fact]
    public void A_table_of_too_few_people_shows_nothing_but_its_total()
    {
        Masks(10, 3, 0).Should().Equal(Mask.Withheld, Mask.Withheld, Mask.Withheld);
    }

    /// <summary>Appointments of a month of five sites: kept, missed, cancelled. One site had seven.</summary>
    [Fact]
    public void A_site_of_few_people_does_not_hide_every_site()
    {
        long[][] sites = [[21, 3, 3], [51, 8, 13], [44, 11, 6], [133, 23, 19], [5, 2, 0]];
        var disclosure = new Disclosure();
        var totals = sites.Select((groups, site) => disclosure.Add(groups.Sum(), Disclosure.Start, 100 + site)).ToArray();
        var parts = sites.Select((groups, site) => groups.Select((count, group) => disclosure.Add(count, 100 + site, 10 + group)).ToArray()).ToArray();
        var house = Enumerable.Range(0, 3).Select(group => disclosure.Add(sites.Sum(groups => groups[group]), 10 + group)).ToArray();

        disclosure.Hide().Should().BeTrue();

        house.Select(cell => disclosure[cell].Value).Should().Equal(254, 47, 41);
        disclosure[totals[3]].Value.Should().Be(175);
        disclosure[totals[4]].Should().Be(Figure.Small);
        parts[4].Select(cell => disclosure[cell]).Should().Equal([Figure.Withheld, Figure.Withheld, Figure.Of(0)], "of at most ten, neither can be ten if both are at least one");
    }

    /// <summary>Every value that the mask allows really is possible, for a reader who tries all tables that fit what is published.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_hidden_count_can_be_worked_out_from_a_total(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var table = new GuessedTable(threshold: 3);
            for (var part = random.Next(2, 6); part > 0; part--)
            {
                table.Add(random.Next(3) == 0 ? 0 : random.Next(0, 9));
            }

            if (!table.HasEnough)
            {
                continue;
            }

            table.Violations().Should().BeEmpty(table.ToString());
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void No_hidden_count_can_be_worked_out_from_tables_that_share_their_margins(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 120; run++)
        {
            var table = new GuessedTable(threshold: 3);
            // As on the page: days lead to weekdays (2 to 4), half-days to mornings and afternoons (5 and 6), and those to hours.
            for (var weekday = 2; weekday < 5; weekday++)
            {
                long[] halfDays = [random.Next(3) == 0 ? 0 : random.Next(0, 8), random.Next(3) == 0 ? 0 : random.Next(0, 8)];
                table.Add(halfDays[0], weekday, 5);
                table.Add(halfDays[1], weekday, 6);
                table.AddSplit(halfDays.Sum(), Disclosure.Start, weekday, random);
            }

            table.AddSplit(table.Into(5), 5, Disclosure.End, random);
            table.AddSplit(table.Into(6), 6, Disclosure.End, random);
            if (!table.HasEnough)
            {
                continue;
            }

            table.Violations().Should().BeEmpty(table.ToString());
        }
    }

    private static Mask[] Masks(params long[] parts)
    {
        var disclosure = new Disclosure();
        var cells = parts.Select(p => disclosure.Add(p)).ToArray();
        disclosure.Hide();
        return [.. cells.Select(c => disclosure[c].Mask)];
    }
}
