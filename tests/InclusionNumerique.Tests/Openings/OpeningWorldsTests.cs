using InclusionNumerique.Openings;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Openings;

/// <summary>Random worlds of rules, exceptions, absences and closures: the database's expansion against one written plainly, minute by minute where things are taken out.</summary>
public sealed class OpeningWorldsTests(TestServer server) : OpeningTest(server)
{
    private const int Worlds = 200;
    private const int Days = 365;

    private static readonly Guid[] People = [Mediator.Id, OtherMediator.Id];
    private static readonly int[] SiteIds = [Blosne, AimeCesaire];

    private sealed record Piece(Guid RuleId, Guid MediatorId, int SiteId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    [Fact]
    public async Task Every_world_expands_as_plain_code_expands_it()
    {
        var random = new Random(20_261_124);
        await using var db = OpenDb();
        await db.Sites.Where(s => s.Id == Blosne).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsOpenOnWhitMonday, true), Cancellation);
        for (var world = 0; world < Worlds; world++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            var first = new DateOnly(2026, 1, 1).AddDays(random.Next(1500));
            var (rules, exceptions, absences, closures) = Make(random, first);
            db.AddRange([.. rules, .. exceptions, .. absences, .. closures]);
            await db.SaveChangesAsync(Cancellation);

            var stored = await db.Database.SqlQuery<Piece>($"SELECT rule_id, mediator_id, site_id, starts_at, ends_at FROM opening_periods({first}, {first.AddDays(Days - 1)})").ToListAsync(Cancellation);

            var expected = Enumerable.Range(0, Days).Select(first.AddDays).SelectMany(day => rules.SelectMany(rule => Expand(rule, day, exceptions, absences, closures))).ToHashSet();
            expected.SetEquals(stored).Should().BeTrue("world {0} has {1} pieces, the database {2}", world, expected.Count, stored.Count);
            stored.Should().HaveCount(expected.Count);
            await transaction.RollbackAsync(Cancellation);
            db.ChangeTracker.Clear();
        }
    }

    private static IEnumerable<Piece> Expand(OpeningRule rule, DateOnly day, List<OpeningException> exceptions, List<Absence> absences, List<Closure> closures)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var firstMonday = rule.ValidFrom.AddDays(-(((int)rule.ValidFrom.DayOfWeek + 6) % 7));
        var weekday = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
        if (weekday != rule.Weekday || day < rule.ValidFrom || day > (rule.ValidTo ?? DateOnly.MaxValue) || (monday.DayNumber - firstMonday.DayNumber) / 7 % rule.EveryWeeks != 0)
        {
            yield break;
        }

        var exception = exceptions.Find(e => e.RuleId == rule.Id && e.Day == day);
        var (site, who) = (exception?.SiteId ?? rule.SiteId, exception?.MediatorId ?? rule.MediatorId);
        if (exception?.IsCancelled == true || (PublicHolidays.Of(day.Year).Any(h => h.Day == day) && !(site == Blosne && PublicHolidays.NameOf(day) == "Lundi de Pentecôte")))
        {
            yield break;
        }

        DateTimeOffset? start = null;
        var (at, end) = (ParisTime.At(day, exception?.StartsAt ?? rule.StartsAt), ParisTime.At(day, exception?.EndsAt ?? rule.EndsAt));
        var taken = absences.Where(a => a.MediatorId == who).Select(a => (a.StartsAt, a.EndsAt))
            .Concat(closures.Where(c => c.SiteId is null || c.SiteId == site).Select(c => (c.StartsAt, c.EndsAt))).Where(t => t.StartsAt < end && t.EndsAt > at).ToList();
        for (; at < end; at = at.AddMinutes(15))
        {
            var isFree = !taken.Exists(t => t.StartsAt <= at && t.EndsAt > at);
            if (isFree)
            {
                start ??= at;
            }
            else if (start is { } from)
            {
                yield return new Piece(rule.Id, who, site, from, at);
                start = null;
            }
        }

        if (start is { } last)
        {
            yield return new Piece(rule.Id, who, site, last, end);
        }
    }

    private static (List<OpeningRule>, List<OpeningException>, List<Absence>, List<Closure>) Make(Random random, DateOnly first)
    {
        TimeOnly Quarter(int from, int to) => TimeOnly.MinValue.AddMinutes(15 * random.Next(from * 4, (to * 4) + 1));
        DateTimeOffset At(DateOnly day) => ParisTime.At(day, Quarter(6, 22));
        DateOnly Day() => first.AddDays(random.Next(-40, Days + 40));
        List<OpeningRule> rules = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ =>
        {
            var from = Day();
            var start = Quarter(7, 17);
            return new OpeningRule
            {
                Id = Guid.NewGuid(),
                MediatorId = People[random.Next(2)],
                SiteId = SiteIds[random.Next(2)],
                Kind = (OpeningKind)random.Next(1, 3),
                Weekday = (short)random.Next(1, 8),
                EveryWeeks = (short)random.Next(1, 5),
                StartsAt = start,
                EndsAt = start.AddMinutes(15 * random.Next(1, 17)),
                ValidFrom = from,
                ValidTo = random.Next(3) == 0 ? from.AddDays(random.Next(0, 200)) : null,
            };
        })];
        List<OpeningException> exceptions = [.. rules.SelectMany(rule => Enumerable.Range(0, Days).Select(first.AddDays).Where(d => rule.HoldsOn(d) && random.Next(6) == 0).Select(day =>
        {
            var kind = random.Next(0, 8);
            var start = Quarter(7, 17);
            return new OpeningException
            {
                RuleId = rule.Id,
                Day = day,
                IsCancelled = kind == 0,
                StartsAt = kind == 0 || (kind & 1) == 0 ? null : start,
                EndsAt = kind == 0 || (kind & 1) == 0 ? null : start.AddMinutes(90),
                SiteId = (kind & 2) == 0 ? null : SiteIds[random.Next(2)],
                MediatorId = (kind & 4) == 0 ? null : People[random.Next(2)],
            };
        }))];
        List<Absence> absences = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Day()).Select(day => (Start: At(day), Day: day)).Select(x =>
            new Absence { Id = Guid.NewGuid(), MediatorId = People[random.Next(2)], StartsAt = x.Start, EndsAt = At(x.Day.AddDays(random.Next(1, 9))), Reason = AbsenceReason.Other })];
        List<Closure> closures = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Day()).Select(day => (Start: At(day), Day: day)).Select(x =>
            new Closure { Id = Guid.NewGuid(), SiteId = random.Next(3) == 0 ? null : SiteIds[random.Next(2)], StartsAt = x.Start, EndsAt = At(x.Day.AddDays(random.Next(1, 15))), Label = "Travaux" })];
        return (rules, exceptions, absences, closures);
    }
}
