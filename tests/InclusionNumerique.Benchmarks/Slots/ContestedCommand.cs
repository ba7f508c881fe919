using System.Diagnostics;
using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Benchmarks.Slots;

/// <summary>Forty clients who want the same slots: how many are booked twice (none may be), and how long the losers wait for their answer, against a slot that nobody contests.</summary>
internal static class ContestedCommand
{
    private const int Clients = 40;
    private const int SiteId = 4;
    private const int Reason = 3;
    private const int PerDay = 20;

    public static Command Command { get; } = new("contested", "Forty clients on contested slots: double bookings, deadlocks, waiting.", "contested [--slots 10000] [--rivals 4]", RunAsync);

    private static readonly Actor Client = new(DemoData.AccountId(5), "Accueil Démo", [Role.Receptionist], [SiteId], 1, SiteId);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var count = options.Number("slots", 10_000, 40, 100_000);
        var rivals = options.Number("rivals", 4, 2, Clients);
        options.RefuseUnread();
        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            var factory = services.GetRequiredService<IDbContextFactory<InclusionDb>>();
            await using var db = await factory.CreateDbContextAsync(cancellation);
            await db.Database.MigrateAsync(cancellation);
            await ReferenceData.EnsureAsync(db, cancellation);
            await DemoData.EnsureAccountsAsync(db, cancellation);
            var slots = await OpenAsync(db, count, cancellation);
            var alone = await BookAllAsync(services.GetRequiredService<BookAppointment>(), slots, slots.Count / 20, 1, 1);
            await db.Appointments.ExecuteDeleteAsync(cancellation);
            var contested = await BookAllAsync(services.GetRequiredService<BookAppointment>(), slots, slots.Count, Clients, rivals);
            var overlaps = await db.Database.SqlQuery<int>($"""
                SELECT count(*)::int AS "Value" FROM appointments a JOIN appointments b ON a.id < b.id AND a.mediator_id = b.mediator_id AND tstzrange(a.starts_at, a.blocked_until) && tstzrange(b.starts_at, b.blocked_until)
                """).SingleAsync(cancellation);
            MarkdownTable.Print(["slots", "attempts", "booked", "told that it was taken", "anything else", "double bookings", "p50, ms", "p99, ms", "slowest, ms", "p50 / alone"],
            [[
                $"{slots.Count:N0}", $"{contested.Times.Count:N0}", $"{contested.Done:N0}", $"{contested.Taken:N0}", $"{contested.Times.Count - contested.Done - contested.Taken}", $"{overlaps}",
                $"{At(contested.Times, 0.5):0.0}", $"{At(contested.Times, 0.99):0.0}", $"{contested.Times.Max():0}", MarkdownTable.Ratio(At(contested.Times, 0.5), At(alone.Times, 0.5)),
            ]]);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)((times.Count - 1) * share));

    /// <summary>Slots of half an hour, ten hours a day, of as many mediators as that takes within six months.</summary>
    private static async Task<List<(Guid Mediator, DateTimeOffset At)>> OpenAsync(InclusionDb db, int count, CancellationToken cancellation)
    {
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(7);
        var days = Enumerable.Range(0, 180).Select(first.AddDays).Where(d => d.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Wednesday && Sites.PublicHolidays.NameOf(d) is null).ToList();
        var mediators = Enumerable.Range(0, (count / (PerDay * days.Count)) + 1).Select(i => new Professional { Id = Guid.CreateVersion7(), DisplayName = $"Médiation Démo {i}", UserName = $"m{i}@demo.invalid", Roles = [Role.Mediator] }).ToList();
        db.Users.AddRange(mediators);
        await db.SaveChangesAsync(cancellation);
        db.OpeningRules.AddRange(mediators.SelectMany(m => new short[] { 2, 3 }.Select(weekday => new OpeningRule
        {
            Id = Guid.CreateVersion7(), MediatorId = m.Id, SiteId = SiteId, Kind = OpeningKind.Appointment, Weekday = weekday, StartsAt = new(8, 0), EndsAt = new(18, 0), ValidFrom = first.AddDays(-7),
        })));
        await db.SaveChangesAsync(cancellation);
        return [.. mediators.SelectMany(m => days.SelectMany(d => Enumerable.Range(0, PerDay).Select(i => (m.Id, ParisTime.At(d, new TimeOnly(8, 0).AddMinutes(30 * i)))))).Take(count)];
    }

    // The clients of a group go through the same slots in the same order: each slot is wanted by all of them at about the same instant.
    private static async Task<(int Done, int Taken, List<double> Times)> BookAllAsync(BookAppointment book, List<(Guid Mediator, DateTimeOffset At)> slots, int count, int clients, int rivals)
    {
        var groups = clients / rivals;
        var parts = await Task.WhenAll(Enumerable.Range(0, groups * rivals).Select(client => Task.Run(async () =>
        {
            var (done, taken, times) = (0, 0, new List<double>());
            for (var i = client % groups; i < count; i += groups)
            {
                var watch = Stopwatch.StartNew();
                var outcome = await book.ExecuteAsync(new() { SiteId = SiteId, MediatorId = slots[i].Mediator, ReasonId = Reason, StartsAt = slots[i].At, Label = "Usager Démo" }, Client);
                times.Add(watch.Elapsed.TotalMilliseconds);
                done += outcome.IsDone ? 1 : 0;
                taken += outcome.Refusals.Any(r => r.Message.StartsWith("Ce créneau vient d’être pris.", StringComparison.Ordinal)) ? 1 : 0;
            }

            return (done, taken, times);
        })));
        return (parts.Sum(p => p.done), parts.Sum(p => p.taken), [.. parts.SelectMany(p => p.times)]);
    }
}
