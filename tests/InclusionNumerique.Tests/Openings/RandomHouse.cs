using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

/// <summary>A year of a house by chance: rules of every kind and rhythm, changed days, replacements, absences and closures, whole days and parts of them.</summary>
internal static class RandomHouse
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    /// <summary>The rows besides the rules, which are stored already.</summary>
    public static async Task<object[]> MakeAsync(Func<InclusionDb> open, int seed, Guid[] mediators, Guid absent, CancellationToken cancellation)
    {
        var random = new Random(seed);
        await using var db = open();
        db.OpeningRules.AddRange(Enumerable.Range(0, 80).Select(i => RuleOf(random, mediators[i % mediators.Length])));
        await db.SaveChangesAsync(cancellation);
        var days = await db.Database.SqlQuery<RuleDay>($"SELECT rule_id, day FROM opening_periods({new DateOnly(2026, 10, 20)}, {new DateOnly(2027, 11, 28)}) ORDER BY 1, 2").ToListAsync(cancellation);
        return [
            .. days.Where(_ => random.Next(12) == 0).Select(day => ExceptionOf(random, day, mediators)),
            .. Enumerable.Range(0, 10).Select(_ => PeriodOf(random)).Select(p => new Absence { Id = Guid.CreateVersion7(), MediatorId = absent, StartsAt = p.From, EndsAt = p.Until, Reason = AbsenceReason.Other }),
            .. Enumerable.Range(0, 10).Select(i => (Site: i == 0 ? (int?)null : random.Next(1, 7), Period: PeriodOf(random)))
                .Select(c => new Closure { Id = Guid.CreateVersion7(), SiteId = c.Site, StartsAt = c.Period.From, EndsAt = c.Period.Until, Label = "Travaux" })];
    }

    private static OpeningRule RuleOf(Random random, Guid mediator)
    {
        var (from, start) = (Start.AddDays(random.Next(450)), random.Next(7, 18));
        return new()
        {
            Id = Guid.CreateVersion7(), MediatorId = mediator, SiteId = random.Next(1, 7), Kind = (OpeningKind)random.Next(1, 3), Weekday = (short)random.Next(1, 8), EveryWeeks = (short)random.Next(1, 5),
            StartsAt = new(start, 15 * random.Next(4)), EndsAt = new(random.Next(start + 1, 21), 0), ValidFrom = from, ValidTo = random.Next(3) == 0 ? from.AddDays(random.Next(500)) : null,
        };
    }

    private static OpeningException ExceptionOf(Random random, RuleDay day, Guid[] mediators)
    {
        var what = random.Next(1, 8);
        return new()
        {
            RuleId = day.RuleId, Day = day.Day, IsCancelled = random.Next(4) == 0 && (what = 0) == 0,
            StartsAt = (what & 1) > 0 ? new(13, 30) : null, EndsAt = (what & 1) > 0 ? new(17, 0) : null,
            SiteId = (what & 2) > 0 ? random.Next(1, 7) : null, MediatorId = (what & 4) > 0 ? mediators[random.Next(mediators.Length)] : null,
        };
    }

    // Half of them some hours, the others up to twelve days.
    private static (DateTimeOffset From, DateTimeOffset Until) PeriodOf(Random random)
    {
        var from = ParisTime.At(new DateOnly(2026, 10, 25).AddDays(random.Next(390)), new(random.Next(7, 20), 30));
        return (from, random.Next(2) == 0 ? from.AddHours(random.Next(1, 6)) : from.AddHours(random.Next(24, 300)));
    }

    private sealed record RuleDay(Guid RuleId, DateOnly Day);
}
