using InclusionNumerique.Dashboards;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Which organisations bring which themes, what is found on the way, and one of them over time.</summary>
public sealed class CrossFiguresTests(TestServer server) : FigureTest(server)
{
    private const int Cpam = 2;

    private static readonly FigureFilter ThisMonth = new(November, Comparison: Comparison.None);

    [Fact]
    public async Task Requests_are_counted_by_organisation_and_theme_together()
    {
        await AddVisitsAsync(40, Today, requests: [new() { ThemeId = PrintTheme, OrganisationId = Caf }, new() { ThemeId = 5, OrganisationId = Cpam, IsFoundOnTheWay = true }]);
        await AddVisitsAsync(25, Today, requests: [new() { ThemeId = 5, OrganisationId = Caf }]);
        await AddVisitsAsync(15, new(2026, 11, 3), Villejean, requests: [new() { ThemeId = PrintTheme }, new() { OrganisationId = Caf }]);

        foreach (var _ in new[] { "from the rows", "from the counts" })
        {
            var report = await FiguresAsync(ThisMonth);
            await using var db = OpenDb();
            var pairs = await db.Requests.GroupBy(r => new { r.OrganisationId, r.ThemeId }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(Cancellation);
            pairs.Should().HaveCount(5);
            foreach (var pair in pairs)
            {
                Cell(report.Cross, pair.Key.OrganisationId ?? 0, pair.Key.ThemeId ?? 0).Should().Be(Figure.Of(pair.Count));
            }

            report.Cross.Organisations.Select(o => (o.Label, o.Total.Value)).Should().Equal(("CAF", 80), (report.Tables["organismes"].Lines[1].Label, 40), ("Sans organisme", 15));
            report.Cross.Themes[^1].Should().Be(new CrossHead("Sans thème", 0, Figure.Of(15)));
            report.FoundByTheme.Select(f => (f.Label, f.Now.Part.Value, f.Now.Whole.Value)).Should().BeEquivalentTo(
                new (string, long?, long?)[] { ("Impression, scan, photocopie", 0, 55), ("E-mail, pièce jointe", 40, 65), ("Sans thème", 0, 15) });
            await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);
        }
    }

    [Fact]
    public async Task The_eight_organisations_asked_most_have_a_line_and_the_others_one_together()
    {
        foreach (var organisation in Enumerable.Range(1, 10))
        {
            await AddVisitsAsync(10 + organisation, Today, requests: new RequestForm { ThemeId = PrintTheme, OrganisationId = organisation });
        }

        var lines = (await FiguresAsync(ThisMonth)).Cross.Organisations;

        lines.Should().HaveCount(9);
        lines.Take(8).Select(l => l.Key).Should().Equal(10, 9, 8, 7, 6, 5, 4, 3);
        lines[8].Should().Be(new CrossHead("Autres organismes", null, Figure.Of(11 + 12)));
    }

    [Fact]
    public async Task One_organisation_is_shown_by_week_and_by_month_and_adds_up_to_its_line()
    {
        await AddVisitsAsync(20, new(2026, 11, 1), requests: new RequestForm { OrganisationId = Caf });
        await AddVisitsAsync(30, new(2026, 11, 2), requests: new RequestForm { OrganisationId = Caf, ThemeId = 5 });
        await AddVisitsAsync(40, new(2026, 10, 6), requests: new RequestForm { OrganisationId = Caf });
        await AddVisitsAsync(50, new(2026, 11, 4), requests: new RequestForm { ThemeId = 5 });

        var month = await FiguresAsync(ThisMonth with { OrganisationId = Caf });
        var year = await FiguresAsync(new FigureFilter(FigurePeriod.Of(FigureSpan.Year, Today, Today), Comparison: Comparison.None) { OrganisationId = Caf });
        var theme = await FiguresAsync(ThisMonth with { ThemeId = 5 });

        month.OverTime!.Title.Should().Be("CAF : demandes par semaine");
        month.OverTime.Lines.Select(l => (l.Label, l.Count.Now.Value)).Take(3).Should().Equal(("du 1er novembre 2026", 20), ("du 2 novembre 2026", 30), ("du 9 novembre 2026", 0));
        year.OverTime!.Lines.Where(l => l.Count.Now.Value > 0).Select(l => (l.Label, l.Count.Now.Value)).Should().Equal(("octobre 2026", 40), ("novembre 2026", 50));
        theme.OverTime!.Total.Now.Value.Should().Be(80);
        (await FiguresAsync(ThisMonth)).OverTime.Should().BeNull();
        (await FiguresAsync(ThisMonth with { ThemeId = 999 })).OverTime.Should().BeNull();
    }

    [Fact]
    public async Task A_small_month_of_an_organisation_is_hidden_with_another_one()
    {
        await AddVisitsAsync(3, new(2026, 9, 1), requests: new RequestForm { OrganisationId = Caf });
        await AddVisitsAsync(40, new(2026, 10, 6), requests: new RequestForm { OrganisationId = Caf });
        await AddVisitsAsync(50, new(2026, 11, 4), requests: new RequestForm { OrganisationId = Caf });

        var lines = (await FiguresAsync(new FigureFilter(FigurePeriod.Of(FigureSpan.Year, Today, Today)) { OrganisationId = Caf })).OverTime!.Lines;

        lines.Single(l => l.Label == "septembre 2026").Count.Now.Should().Be(Figure.Small);
        lines.Count(l => l.Count.Now.Mask == Mask.Withheld).Should().Be(1);
    }

    /// <summary>A reader who adds and subtracts along lines and columns, with every total of the page, narrows no hidden count.</summary>
    [Fact]
    public void No_small_count_of_the_cross_table_can_be_worked_out_from_lines_columns_and_their_totals()
    {
        var random = new Random(39);
        for (var round = 0; round < 60; round++)
        {
            GuessedCross.Violations(random).Should().BeEmpty("of round {0}", round);
        }
    }

    private static Figure Cell(CrossTable cross, int organisation, int theme)
    {
        static int Place(IReadOnlyList<CrossHead> heads, int key) => heads.Index().Single(h => h.Item.Key == key).Index;
        return cross.Counts[Place(cross.Organisations, organisation)][Place(cross.Themes, theme)];
    }
}
