using InclusionNumerique.Appointments;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>What is kept of appointments and orientations is what their rows say.</summary>
public sealed class LoopKeepingTests(TestServer server) : OrientationFigureTest(server)
{
    private FigureKeeping Keeping => Get<FigureKeeping>();

    [Fact]
    public async Task The_page_says_the_same_before_and_after_the_counting()
    {
        await AddClosedAsync(20, arrivedAfter: 3);
        await AddClosedAsync(15, arrivedAfter: 9, mode: OrientationMode.AppointmentMade, senderInstitution: null, siteId: null);
        await AddAsync(14, OrientationState.Refused, OrientationReason.SocialNotDigital, target: TargetKind.HouseService, need: NeedKind.Social);
        await AddAsync(13, OrientationState.Abandoned, OrientationReason.NothingElseFits, past: [OrientationState.Refused], pastReason: OrientationReason.NoRoom, target: TargetKind.Partner, partner: await AddPartnerAsync("Association Démo"));
        await AddAppointmentsAsync(20, AppointmentState.Kept);
        await AddAppointmentsAsync(12, AppointmentState.CancelledByService, CancelReason.SiteClosed);
        await AddAppointmentsAsync(13, AppointmentState.Missed, overbooked: "Urgence");
        var live = await FiguresAsync(ThisMonth);

        await Keeping.FoldAsync(cancellation: Cancellation);

        (await FiguresAsync(ThisMonth)).Should().BeEquivalentTo(live);
        live.Orientations.Tables.Should().NotBeEmpty();
        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_overdue_is_told_of_the_day_of_reading_though_nothing_was_changed()
    {
        await AddAsync(20, OrientationState.Sent, dueOn: Today);
        await AddAsync(30, OrientationState.Sent, dueOn: Today.AddDays(1));
        await Keeping.FoldAsync(cancellation: Cancellation);
        var today = await OrientationsAsync();

        Clock.Advance(TimeSpan.FromDays(1));

        today.Overdue.Now.Should().Be(new Proportion(Figure.Of(20), Figure.Of(50)));
        (await OrientationsAsync()).Overdue.Now.Should().Be(new Proportion(Figure.Of(50), Figure.Of(50)));
    }

    [Fact]
    public async Task Whatever_happens_to_the_rows_counts_at_once()
    {
        var random = new Random(27);
        await AddPartnerAsync("Association Démo");
        for (var step = 0; step < 40; step++)
        {
            await ChangeAsync(random);
            if (random.Next(3) == 0)
            {
                await Keeping.FoldAsync(cancellation: Cancellation);
            }

            (await WrongAsync()).Should().BeEmpty("of step {0}", step);
        }

        await Keeping.FoldAsync(cancellation: Cancellation);
        (await WrongAsync()).Should().BeEmpty();
        (await Keeping.CheckAsync(cancellation: Cancellation)).Should().BeEmpty();
    }

    private async Task ChangeAsync(Random random)
    {
        await using var db = OpenDb();
        Task RunAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql, Cancellation);
        const string one = "(SELECT id FROM orientations ORDER BY random() LIMIT 1)", booked = "(SELECT id FROM appointments ORDER BY random() LIMIT 1)";
        switch (random.Next(11))
        {
            case 0: await RunAsync($"UPDATE orientations SET state = 11, reason = 52, outcome = NULL, due_on = NULL, escalates_on = NULL WHERE id = {one}"); break;
            case 1: await RunAsync($"UPDATE orientations SET sender_site_id = CASE WHEN random() < 0.5 THEN 2 END, created_at = created_at - interval '31 hours' WHERE id = {one}"); break;
            case 2: await RunAsync($"UPDATE orientations SET due_on = due_on + 3 WHERE state < 9 AND id IN (SELECT id FROM orientations ORDER BY random() LIMIT 5)"); break;
            case 3: await RunAsync($"INSERT INTO orientation_steps (orientation_id, at, side, state, reason) SELECT id, now(), 2, 8, 21 FROM orientations ORDER BY random() LIMIT 1"); break;
            case 4: await RunAsync($"DELETE FROM orientation_steps WHERE orientation_id = {one}"); break;
            case 5: await RunAsync($"DELETE FROM orientations WHERE id = {one}"); break;
            case 6: await RunAsync($"UPDATE appointments SET state = 6, cancel_reason = NULL WHERE id = {booked}"); break;
            case 7: await RunAsync($"UPDATE appointments SET starts_at = starts_at - interval '40 hours', ends_at = ends_at - interval '40 hours', blocked_until = blocked_until - interval '40 hours', site_id = 3 WHERE id = {booked}"); break;
            case 8: await RunAsync($"DELETE FROM appointments WHERE id = {booked}"); break;
            case 9: await AddAppointmentsAsync(random.Next(1, 4), random.Next(2) == 0 ? AppointmentState.Kept : AppointmentState.Planned); break;
            default:
                await AddClosedAsync(random.Next(1, 4), random.Next(12), siteId: random.Next(3) == 0 ? null : Blosne);
                await AddAsync(random.Next(1, 4), OrientationState.Sent);
                break;
        }
    }

    private async Task AddAppointmentsAsync(int count, AppointmentState state, CancelReason? reason = null, string? overbooked = null)
    {
        await using var db = OpenDb();
        var reasonId = await db.AppointmentReasons.Select(r => r.Id).FirstAsync(Cancellation);
        var last = await db.Appointments.MaxAsync(a => (DateTimeOffset?)a.BlockedUntil, Cancellation) ?? ParisTime.At(Day, new TimeOnly(8, 0));
        for (var i = 0; i < count; i++)
        {
            var (starts, ends) = (last.AddMinutes(5 * i).ToUniversalTime(), last.AddMinutes(5 * (i + 1)).ToUniversalTime());
            db.Appointments.Add(new Appointment
            {
                Id = Guid.CreateVersion7(), SiteId = Blosne, MediatorId = Mediator.Id, ReasonId = reasonId, StartsAt = starts, EndsAt = ends, BlockedUntil = ends, State = state, CancelReason = reason,
                Label = "Usager Démo", BookedById = Receptionist.Id, Origin = BookingOrigin.Reception, CreatedAt = starts.AddDays(-i), OverbookingRank = (short)(overbooked is null ? 0 : 1), OverbookingReason = overbooked,
            });
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<List<string>> WrongAsync()
    {
        await using var db = OpenDb();
        return await db.Database.SqlQueryRaw<string>(
            """
            WITH read AS (SELECT site_id, dimension, key, sum(n) AS n FROM figures_between(ARRAY[0, 1, 2, 3, 4, 5, 6], '2026-10-20', '2026-12-31', true, ARRAY[50, 51, 52, 53, 54, 55, 56, 57, 58]::smallint[]) GROUP BY 1, 2, 3),
            truth AS (
                SELECT f.site_id, f.dimension, f.key, sum(f.n) AS n
                FROM (SELECT array_agg(site) AS sites, array_agg(day::date) AS days FROM generate_series(0, 6) AS site, generate_series(timestamp '2026-10-20', '2026-12-31', interval '1 day') AS day) AS days
                CROSS JOIN LATERAL figure_facts(days.sites, days.days, NULL, ARRAY[50, 51, 52, 53, 54, 55, 56, 57, 58]::smallint[]) AS f GROUP BY 1, 2, 3)
            SELECT concat_ws(' ', site_id, dimension, key, coalesce(read.n, 0), coalesce(truth.n, 0)) AS "Value" FROM read FULL JOIN truth USING (site_id, dimension, key) WHERE read.n IS DISTINCT FROM truth.n
            """).ToListAsync(Cancellation);
    }
}
