using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Persons are read from kept counts, and are those of the visits whatever happens to these.</summary>
public sealed class PersonKeepingTests(TestServer server) : FigureTest(server)
{
    private static readonly int[] Places = [1, 2, AimeCesaire, Blosne, 5, Villejean];

    private static readonly DateOnly First = new(2026, 6, 20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Persons_and_newcomers_of_any_period_are_those_of_the_rows(int seed)
    {
        var random = new Random(seed);
        await using var db = OpenDb();
        var files = Enumerable.Range(0, 12).Select(i => new Visitor
        {
            Id = Guid.CreateVersion7(), SiteId = Blosne, InstitutionId = 1, Name = $"Usager Démo {i}", Code = $"{Guid.NewGuid():N}"[..Visitor.CodeLength], ConsentVersion = 1, ConsentAt = Now, ConsentById = Mediator.Id, CreatedAt = Now,
        }).ToArray();
        db.Visitors.AddRange(files);
        await db.SaveChangesAsync(Cancellation);
        for (var step = 0; step < 60; step++)
        {
            await ChangeAsync(db, files, random);
            if (random.Next(4) == 0)
            {
                await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);
            }

            if (step % 6 == 5)
            {
                await CompareAsync(db, random);
            }
        }

        await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);
        (await Get<FigureKeeping>().CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
        await CompareAsync(db, random);
    }

    [Fact]
    public async Task A_visit_before_another_that_is_stored_at_the_same_time_is_known_to_it()
    {
        var file = await FileAsync();
        await using var one = OpenDb();
        await using var transaction = await one.Database.BeginTransactionAsync(Cancellation);
        one.Visits.Add(Visit(file, Villejean, new DateOnly(2026, 11, 10), 9));
        await one.SaveChangesAsync(Cancellation);
        await using var other = OpenDb();
        await using var otherTransaction = await other.Database.BeginTransactionAsync(Cancellation);
        other.Visits.Add(Visit(file, Blosne, new DateOnly(2026, 11, 2), 9));

        var storing = other.SaveChangesAsync(Cancellation);
        await transaction.CommitAsync(Cancellation);
        await storing;
        await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);
        await otherTransaction.CommitAsync(Cancellation);
        await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);

        (await Get<FigureKeeping>().CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
        (await PeopleAsync(one, Places, true, new(2026, 11, 5), new(2026, 11, 20))).Should().Be(new PeopleRow(1, 0));
    }

    private static async Task ChangeAsync(InclusionDb db, Visitor[] files, Random random)
    {
        var visits = await db.Visits.OrderBy(v => v.Id).ToListAsync(Cancellation);
        if (visits.Count < 10 || random.Next(3) > 0)
        {
            db.Visits.Add(Visit(files[random.Next(files.Length)].Id, Places[random.Next(Places.Length)], First.AddDays(random.Next(150)), random.Next(9, 17)));
        }
        else
        {
            var (id, file) = (visits[random.Next(visits.Count)].Id, files[random.Next(files.Length)].Id);
            await (random.Next(5) switch
            {
                0 => db.Database.ExecuteSqlAsync($"UPDATE visits SET removed_at = CASE WHEN removed_at IS NULL THEN now() END WHERE id = {id}", Cancellation),
                1 => db.Database.ExecuteSqlAsync($"UPDATE visits SET visitor_id = {file} WHERE id = {id}", Cancellation),
                2 => db.Database.ExecuteSqlAsync($"UPDATE visits SET visitor_id = NULL WHERE id = {id}", Cancellation),
                3 => db.Database.ExecuteSqlAsync($"UPDATE visits SET arrived_at = arrived_at - interval '1 day' * {random.Next(40)} WHERE id = {id}", Cancellation),
                _ => db.Database.ExecuteSqlAsync($"UPDATE visits SET site_id = {Places[random.Next(Places.Length)]} WHERE id = {id}", Cancellation),
            });
        }

        await db.SaveChangesAsync(Cancellation);
        db.ChangeTracker.Clear();
    }

    private static async Task CompareAsync(InclusionDb db, Random random)
    {
        var visits = await db.Visits.Where(v => v.RemovedAt == null && v.VisitorId != null).Select(v => new { v.VisitorId, v.SiteId, v.Day }).ToListAsync(Cancellation);
        foreach (var from in new[] { new DateOnly(2026, 8, 1), First.AddDays(random.Next(120)) })
        {
            var to = from.Day == 1 ? new DateOnly(2026, 10, 31) : from.AddDays(random.Next(90));
            foreach (var sites in new[] { Places, [Blosne], [Villejean], [Blosne, AimeCesaire] })
            {
                var came = visits.Where(v => sites.Contains(v.SiteId) && v.Day >= from && v.Day <= to).Select(v => v.VisitorId).Distinct().ToList();
                var truth = new PeopleRow(came.Count, came.Count(c => visits.Where(v => v.VisitorId == c).Min(v => v.Day) >= from));

                (await PeopleAsync(db, sites, sites.Length == Places.Length, from, to)).Should().Be(truth, "from {0} to {1} at {2}", from, to, string.Join(' ', sites));
            }
        }
    }

    private static Task<PeopleRow> PeopleAsync(InclusionDb db, int[] sites, bool isAll, DateOnly from, DateOnly to)
    {
        Task<List<PeopleRow>> RowsAsync(string sql) => db.Database.SqlQueryRaw<PeopleRow>(sql, sites, from, to, Array.Empty<int>()).ToListAsync(Cancellation);
        return OneAsync();

        async Task<PeopleRow> OneAsync() => (await RowsAsync(PeopleFigures.Sql(sites.Length, isAll, isOfDistricts: false)))[0];
    }

    private static Visit Visit(Guid file, int site, DateOnly day, int hour) => new()
    {
        Id = Guid.CreateVersion7(), SiteId = site, ArrivedAt = ParisTime.At(day, new TimeOnly(hour, 0)), Origin = Origin.WalkIn, State = VisitState.Seen, RecordedById = Mediator.Id, RecordedAt = Now, VisitorId = file,
    };

    private async Task<Guid> FileAsync()
    {
        await using var db = OpenDb();
        var file = new Visitor { Id = Guid.CreateVersion7(), SiteId = Blosne, InstitutionId = 1, Name = "Usager Démo", Code = "DEM-234", ConsentVersion = 1, ConsentAt = Now, ConsentById = Mediator.Id, CreatedAt = Now };
        db.Visitors.Add(file);
        await db.SaveChangesAsync(Cancellation);
        return file.Id;
    }
}
