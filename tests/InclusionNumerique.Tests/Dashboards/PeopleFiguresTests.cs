using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Persons, not visits.</summary>
public sealed class PeopleFiguresTests(TestServer server) : FigureTest(server)
{
    private static readonly FigureFilter ThisMonth = new(November);

    [Fact]
    public async Task Who_comes_often_and_to_several_sites_counts_once_and_who_has_no_file_is_nobody_new()
    {
        await AddVisitsAsync(30, Today);
        await AddPeopleAsync(12, [(Blosne, new(2026, 11, 3)), (Villejean, new(2026, 11, 5)), (Blosne, new(2026, 11, 20))]);

        var report = await FiguresAsync(ThisMonth);

        report.Visits.Now.Value.Should().Be(66);
        report.People.Should().Be(new PeopleFigures(new(Figure.Of(12), Figure.Of(0)), new(Figure.Of(12), Figure.Of(0))));
    }

    [Fact]
    public async Task Who_left_and_came_back_is_no_newcomer_whatever_the_period_and_the_site_asked()
    {
        await AddPeopleAsync(11, [(Villejean, new(2024, 2, 1)), (Blosne, new(2026, 11, 3))]);
        await AddPeopleAsync(14, [(Blosne, new(2026, 11, 4))]);
        await AddVisitsAsync(20, Today);

        var people = (await FiguresAsync(ThisMonth with { SiteId = Blosne })).People;

        (people.People.Now, people.Newcomers.Now).Should().Be((Figure.Of(25), Figure.Of(14)));
    }

    [Fact]
    public async Task A_visit_that_was_removed_made_nobody_known()
    {
        await AddPeopleAsync(11, [(Blosne, new(2026, 10, 1)), (Blosne, new(2026, 11, 3))]);
        await using (var db = OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE visits SET removed_at = now() WHERE day = '2026-10-01'", Cancellation);
        }

        (await FiguresAsync(ThisMonth)).People.Newcomers.Now.Should().Be(Figure.Of(11));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(3, 30)]
    public async Task Few_persons_or_newcomers_are_hidden(int newcomers, int known)
    {
        await AddVisitsAsync(50, Today);
        await AddPeopleAsync(newcomers, [(Blosne, new(2026, 11, 4))]);
        await AddPeopleAsync(known, [(Blosne, new(2026, 3, 4)), (Blosne, new(2026, 11, 4))]);

        var people = (await FiguresAsync(ThisMonth)).People;

        people.People.Now.Should().Be(known == 0 ? Figure.Small : Figure.Of(33));
        people.Newcomers.Now.Value.Should().BeNull();
    }

    [Fact]
    public async Task The_overview_tells_as_many_of_the_house_of_a_site_and_of_several()
    {
        await AddVisitsAsync(60, Today);
        await AddPeopleAsync(14, [(Villejean, new(2026, 10, 5)), (Blosne, new(2026, 11, 3)), (AimeCesaire, new(2026, 11, 5))]);
        await AddPeopleAsync(13, [(Blosne, new(2026, 11, 4))]);

        async Task<Compared> MonthAsync(int? site, Actor actor) => (await Get<FigureQueries>().OverviewAsync(site, actor, Cancellation))!.Lines.Single(l => l.Label.StartsWith("Personnes", StringComparison.Ordinal)).Counts[2];

        (await MonthAsync(null, Coordinator)).Should().Be(new Compared(Figure.Of(27), Figure.Of(14)));
        (await MonthAsync(Blosne, Coordinator)).Should().Be(new Compared(Figure.Of(27), Figure.Of(0)));
        (await MonthAsync(null, Mediator)).Should().Be(new Compared(Figure.Of(27), Figure.Of(0)));
    }

    private async Task AddPeopleAsync(int count, (int SiteId, DateOnly Day)[] visits)
    {
        await using var db = OpenDb();
        for (var i = 0; i < count; i++)
        {
            var file = new Visitor
            {
                Id = Guid.CreateVersion7(), SiteId = Blosne, InstitutionId = 1, Name = $"Usager Démo {i}", Code = $"{Guid.NewGuid():N}"[..Visitor.CodeLength], ConsentVersion = 1, ConsentAt = Now, ConsentById = Mediator.Id, CreatedAt = Now,
            };
            db.Visitors.Add(file);
            db.Visits.AddRange(visits.Select(v => new Visit
            {
                Id = Guid.CreateVersion7(), SiteId = v.SiteId, ArrivedAt = ParisTime.At(v.Day, new TimeOnly(10, 0)), Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = Mediator.Id, RecordedAt = Now, VisitorId = file.Id,
            }));
        }

        await db.SaveChangesAsync(Cancellation);
    }
}
