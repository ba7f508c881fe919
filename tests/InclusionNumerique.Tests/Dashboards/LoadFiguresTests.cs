using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>What the desks held beside what the calendar promised, and whom their sessions were given by.</summary>
public sealed class LoadFiguresTests(TestServer server) : FigureTest(server)
{
    private static readonly FigureFilter ThisMonth = new(November, Comparison: Comparison.None);

    [Fact]
    public async Task Each_half_day_of_the_week_stands_beside_its_promise()
    {
        // Mondays 2, 9, 16 and 23 November: the last two without anybody. Wednesday 11 is a holiday. This Tuesday's afternoon has not begun.
        await AddRuleAsync(weekday: 1, from: 9);
        await AddRuleAsync(weekday: 2, from: 14);
        await AddRuleAsync(weekday: 3, from: 14, kind: OpeningKind.Appointment);
        await AddVisitsAsync(12, new(2026, 11, 2));
        await AddVisitsAsync(16, new(2026, 11, 9));
        await AddVisitsAsync(20, new(2026, 11, 5), hour: 15);

        foreach (var _ in new[] { "from the rows", "from the counts" })
        {
            var line = (await FiguresAsync(ThisMonth with { SiteId = Blosne })).Load.Should().ContainSingle().Subject;
            line.Mornings[0].Should().Be(new LoadCell(4, 4, 2, 0, 2, Figure.Of(28)));
            line.Mornings[0].Load.Should().Be(7);
            line.Afternoons[1].Should().Be(new LoadCell(3, 3, 0, 0, 3, Figure.Of(0)));
            line.Afternoons[2].Should().Be(new LoadCell(2, 0, 0, 0, 2, Figure.Of(0)));
            line.Afternoons[3].Should().Be(new LoadCell(0, 0, 1, 1, 0, Figure.Of(20)));
            line.Mornings[4].Should().Be(new LoadCell(0, 0, 0, 0, 0, Figure.Of(0)));
            await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);
        }
    }

    [Fact]
    public async Task An_opening_over_noon_promises_both_halves_and_two_mediators_one()
    {
        await AddRuleAsync(weekday: 1, from: 11, hours: 4);
        await AddRuleAsync(weekday: 1, from: 9, mediator: OtherMediator.Id);
        await AddVisitsAsync(30, new(2026, 11, 2));

        var line = (await FiguresAsync(ThisMonth with { SiteId = Blosne })).Load.Single();

        (line.Mornings[0].Promised, line.Afternoons[0].Promised).Should().Be((4, 4));
    }

    [Fact]
    public async Task Few_sessions_are_hidden_with_the_half_days_they_took_at_the_site_and_beside_the_other_sites()
    {
        await AddVisitsAsync(4, new(2026, 11, 2));
        await AddVisitsAsync(40, new(2026, 11, 3));
        await AddVisitsAsync(50, new(2026, 11, 2), Villejean);
        await AddVisitsAsync(60, new(2026, 11, 3), Villejean);

        var load = (await FiguresAsync(ThisMonth)).Load;

        load.Select(l => l.Label).Should().Equal("Ensemble", "Centre", "Gros-Chêne", "Aimé Césaire", "Blosne", "Cleunay", "Villejean");
        (load[0].Mornings[0].Sessions, load[0].Mornings[1].Sessions).Should().Be((Figure.Of(54), Figure.Of(100)));
        load[4].Mornings[0].Should().Be(new LoadCell(0, 0, null, null, null, Figure.Small));
        new[] { load[4].Mornings[1], load[6].Mornings[0], load[6].Mornings[1] }.Should().OnlyContain(c => c.Sessions.Mask == Mask.Withheld && c.Held == null);
    }

    [Fact]
    public async Task Sessions_and_requests_follow_the_institution_their_mediator_works_for()
    {
        await using var db = OpenDb();
        Task WorksForAsync(Guid account, int? institution) => db.Database.ExecuteSqlAsync($"UPDATE professionals SET institution_id = {institution} WHERE id = {account}", Cancellation);
        await WorksForAsync(Mediator.Id, 1);
        await WorksForAsync(OtherMediator.Id, 2);
        await AddVisitsAsync(40, new(2026, 10, 6), requests: [new RequestForm { ThemeId = PrintTheme }, new RequestForm { ThemeId = 3 }]);
        await db.Database.ExecuteSqlAsync($"UPDATE sessions SET mediator_id = {OtherMediator.Id} WHERE id IN (SELECT id FROM sessions ORDER BY id LIMIT 15)", Cancellation);
        await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);
        var (one, two) = (await NameAsync(db, 1), await NameAsync(db, 2));
        var october = new FigureFilter(new FigurePeriod(FigureSpan.Free, new(2026, 10, 1), new(2026, 10, 31)));

        var before = await FiguresAsync(october);
        await WorksForAsync(OtherMediator.Id, 1);
        var after = await FiguresAsync(october);

        (Count(before, "institutions-aide", one), Count(before, "institutions-aide", two), Count(before, "institutions-demandes", two)).Should().Be((25, 15, 30));
        (Count(before, "institutions-accueil", one), Count(before, "institutions-accueil", two)).Should().Be((40, 0));
        (Count(after, "institutions-aide", one), Count(after, "institutions-aide", two), Count(after, "institutions-demandes", one)).Should().Be((40, 0, 80));
    }

    private static Task<string> NameAsync(InclusionDb db, int institution) => db.Institutions.Where(i => i.Id == institution).Select(i => i.ShortName).SingleAsync(Cancellation);

    private async Task AddRuleAsync(short weekday, int from, int hours = 2, Guid? mediator = null, OpeningKind kind = OpeningKind.WalkIn)
    {
        await using var db = OpenDb();
        db.OpeningRules.Add(new OpeningRule
        {
            Id = Guid.CreateVersion7(), MediatorId = mediator ?? Mediator.Id, SiteId = Blosne, Kind = kind, Weekday = weekday, EveryWeeks = 1, StartsAt = new TimeOnly(from, 0), EndsAt = new TimeOnly(from + hours, 0),
            ValidFrom = new DateOnly(2026, 1, 5),
        });
        await db.SaveChangesAsync(Cancellation);
    }
}
