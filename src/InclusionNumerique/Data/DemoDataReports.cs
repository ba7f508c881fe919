using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>A report that the demo coordinator is writing, and one that issues itself each month.</summary>
internal static class DemoDataReports
{
    private const int Coordinator = 9;

    public static async Task AddAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var coordinator = DemoData.AccountId(Coordinator);
        if (await db.Reports.AnyAsync(cancellation) || !await db.Users.AnyAsync(p => p.Id == coordinator, cancellation))
        {
            return;
        }

        var today = DateOnly.FromDateTime(now.ToParis());
        var quarter = FigurePeriod.Of(FigureSpan.Quarter, today, today).Neighbour(-1, today)!;
        db.Reports.Add(new Report
        {
            Id = new Guid(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15), Kind = ReportKind.SteeringGroup, Title = ReportKind.SteeringGroup.Title(quarter), Filter = new FigureFilter(quarter), CreatedById = coordinator, CreatedAt = now,
            Introduction = "Brouillon démo. Points à l’ordre du jour :\n- l’attente du mardi matin\n- les chargeurs de tablettes",
            Sections = [.. ReportKind.SteeringGroup.Sections().Select(s => s.Part == FigurePart.Waiting ? s with { Comment = "Démo : le mardi matin reste le plus long. Une seconde médiatrice y vient depuis peu." } : s)],
        });
        db.ReportSchedules.Add(new ReportSchedule { Id = new Guid(2, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15), Kind = ReportKind.Monthly, Day = 5, Hour = new(7, 0), Since = now, CreatedById = coordinator });
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
