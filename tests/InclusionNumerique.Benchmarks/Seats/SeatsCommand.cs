using System.Diagnostics;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Benchmarks.Seats;

/// <summary>Fifty people at once on the last seats of a workshop, round after round: whether the seats are ever one too many or too few, whether those who wait stand in the order of
/// their numbers, and how long a round takes against as many plain rows, stored at the same concurrency and contested by nobody.</summary>
internal static class SeatsCommand
{
    private const int People = 50;
    private const int CapacityMost = 12;
    private const int SiteId = 4;

    // Rounds of each kind in turn: a machine that slows down slows both.
    private const int Lap = 100;

    public static Command Command { get; } = new("seats", "Fifty people on one to twelve seats: exact capacity, order of the waiting list, rounds a second.", "seats [--rounds 10000] [--at-once 1]", RunAsync);

    private static readonly Actor Reception = new(DemoData.AccountId(5), "Accueil Démo", [Role.Receptionist], [SiteId], 1, SiteId);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var rounds = options.Number("rounds", 10_000, CapacityMost, 100_000);
        // Registrations of one session come one after the other; those of several share their commits.
        var atOnce = options.Number("at-once", 1, 1, 16);
        options.RefuseUnread();
        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            var factory = services.GetRequiredService<IDbContextFactory<InclusionDb>>();
            await PrepareAsync(factory, cancellation);
            var register = services.GetRequiredService<RegisterPlace>();
            var (contested, plain, wrong) = (new Stopwatch(), new Stopwatch(), 0);
            await LapAsync(factory, register, 0, atOnce, atOnce, new(), cancellation);
            await PlainAsync(factory, atOnce, atOnce, new(), cancellation);
            for (var done = 0; done < rounds; done += Lap)
            {
                var count = Math.Min(Lap, rounds - done);
                wrong += await LapAsync(factory, register, done, count, atOnce, contested, cancellation);
                await PlainAsync(factory, count, atOnce, plain, cancellation);
                await ForgetAsync(factory, cancellation);
                await Console.Error.WriteLineAsync($"{done + count} rounds, {wrong} wrong");
            }

            MarkdownTable.Print(["rounds", "registrations", "capacity or order not kept", "rounds/s", "plain rows, rounds/s", "ratio"],
            [[
                $"{rounds:N0}", $"{rounds * People:N0}", $"{wrong}", $"{rounds / contested.Elapsed.TotalSeconds:0.0}", $"{rounds / plain.Elapsed.TotalSeconds:0.0}",
                MarkdownTable.Ratio(plain.Elapsed.TotalSeconds, contested.Elapsed.TotalSeconds),
            ]]);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task PrepareAsync(IDbContextFactory<InclusionDb> factory, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
        await ReferenceData.EnsureAsync(db, cancellation);
        await DemoData.EnsureAccountsAsync(db, cancellation);
        await db.Database.ExecuteSqlAsync($"CREATE TABLE plain_places (id uuid PRIMARY KEY, session_id uuid NOT NULL, number smallint NOT NULL, registered_by_id uuid NOT NULL, registered_at timestamptz NOT NULL)", cancellation);
    }

    /// <returns>How many rounds went wrong.</returns>
    private static async Task<int> LapAsync(IDbContextFactory<InclusionDb> factory, RegisterPlace register, int first, int count, int atOnce, Stopwatch watch, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var sessions = Enumerable.Range(first, count).Select(i => SessionOf((short)((i % CapacityMost) + 1))).ToList();
        db.AddRange(sessions);
        await db.SaveChangesAsync(cancellation);
        var refused = 0;
        watch.Start();
        await Parallel.ForEachAsync(sessions, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, async (session, _) =>
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => Task.Run(() => register.ExecuteAsync(new() { SessionId = session.Id }, Reception, cancellation), cancellation)));
            Interlocked.Add(ref refused, outcomes.Count(o => !o.IsDone));
        });
        watch.Stop();
        var places = (await db.WorkshopPlaces.AsNoTracking().Select(p => new { p.SessionId, p.Number, p.Seat }).ToListAsync(cancellation)).ToLookup(p => p.SessionId, p => (p.Number, p.Seat));
        return refused + sessions.Count(s => !IsRight(s.Capacity!.Value, [.. places[s.Id].OrderBy(p => p.Number)]));
    }

    private static WorkshopSession SessionOf(short capacity)
    {
        var startsAt = DateTimeOffset.UtcNow.AddDays(7);
        return new()
        {
            Id = Guid.CreateVersion7(), Kind = WorkshopKind.Workshop, SiteId = SiteId, StartsAt = startsAt, EndsAt = startsAt.AddHours(2), Capacity = capacity, State = WorkshopState.Planned,
            Workshop = new() { Id = Guid.CreateVersion7(), Name = $"Atelier Démo {Guid.NewGuid():N}"[..40], Aims = "Essai", Level = WorkshopLevel.Beginner, SiteId = SiteId, Capacity = capacity },
            CreatedById = Reception.Id, CreatedAt = startsAt.AddDays(-8),
        };
    }

    // The seats are 1 to the capacity, had by the first numbers, and all the others wait.
    private static bool IsRight(int capacity, IReadOnlyList<(short Number, short? Seat)> places) =>
        places.Select(p => (int)p.Number).SequenceEqual(Enumerable.Range(1, People)) && places.Select(p => p.Seat).SequenceEqual(Enumerable.Range(1, People).Select(n => n <= capacity ? (short?)n : null));

    // As many rows, one statement and one commit each, through the same pool: what storing costs when nobody contests anything.
    private static async Task PlainAsync(IDbContextFactory<InclusionDb> factory, int rounds, int atOnce, Stopwatch watch, CancellationToken cancellation)
    {
        watch.Start();
        await Parallel.ForEachAsync(Enumerable.Range(0, rounds), new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, async (_, _) =>
        {
            var session = Guid.CreateVersion7();
            await Task.WhenAll(Enumerable.Range(1, People).Select(number => Task.Run(
                async () =>
                {
                    await using var db = await factory.CreateDbContextAsync(cancellation);
                    await db.Database.ExecuteSqlAsync($"INSERT INTO plain_places VALUES ({Guid.CreateVersion7()}, {session}, {(short)number}, {Reception.Id}, {DateTimeOffset.UtcNow})", cancellation);
                },
                cancellation)));
        });
        watch.Stop();
    }

    private static async Task ForgetAsync(IDbContextFactory<InclusionDb> factory, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"TRUNCATE workshop_sessions, plain_places CASCADE", cancellation);
        await db.Workshops.ExecuteDeleteAsync(cancellation);
    }
}
