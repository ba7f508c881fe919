using InclusionNumerique.Dashboards;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Days that are no 24 hours long.</summary>
public sealed class FigureDayTests(TestServer server) : FigureTest(server)
{
    [Fact]
    public async Task An_hour_that_comes_twice_is_one_hour_of_one_day()
    {
        // 25 October 2026: 2.30 is at 0.30 and at 1.30 of UTC.
        var day = new DateOnly(2026, 10, 25);
        await AddVisitsAsync(12, day, hour: 2);
        await using (var db = OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE visits SET arrived_at = arrived_at + interval '1 hour'", Cancellation);
            await db.Database.ExecuteSqlAsync($"UPDATE sessions SET started_at = started_at + interval '1 hour'", Cancellation);
        }

        await AddVisitsAsync(11, day, hour: 2);
        await AddVisitsAsync(13, day, hour: 14);

        var report = await FiguresAsync(new(new(FigureSpan.Free, day, day)));

        (Count(report, "heures", "2 h à 3 h"), Count(report, "heures", "14 h à 15 h")).Should().Be((23, 13));
        (report.HalfDays[6].Morning, report.HalfDays[6].Afternoon).Should().Be((Figure.Of(23), Figure.Of(13)));
        (report.Visits.Now.Value, report.Sessions.Now.Value, report.Waiting.HalfDays.HalfDays).Should().Be((36, 36, 2));
    }

    [Fact]
    public async Task A_day_of_23_hours_ends_and_begins_where_its_neighbours_do()
    {
        // 29 March 2026: after 1.59 comes 3.00.
        var day = new DateOnly(2026, 3, 29);
        await AddVisitsAsync(11, day, hour: 1);
        await AddVisitsAsync(12, day, hour: 3);
        await AddVisitsAsync(13, day, hour: 23);
        await AddVisitsAsync(40, day.AddDays(-1), hour: 23);
        await AddVisitsAsync(50, day.AddDays(1), hour: 0);

        var report = await FiguresAsync(new(new(FigureSpan.Free, day.AddDays(-1), day.AddDays(1))));
        var alone = await FiguresAsync(new(new(FigureSpan.Free, day, day)));

        report.Columns.Select(c => c.Count.Value).Should().Equal(40, 36, 50);
        (alone.Visits.Now.Value, alone.Sessions.Now.Value).Should().Be((36, 36));
        (Count(alone, "heures", "1 h à 2 h"), Count(alone, "heures", "3 h à 4 h"), Count(alone, "heures", "23 h à 24 h")).Should().Be((11, 12, 13));
    }
}
