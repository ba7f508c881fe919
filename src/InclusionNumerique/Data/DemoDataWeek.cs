using InclusionNumerique.Activities;
using InclusionNumerique.Incidents;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>The rest of the demo's weeks: what mediators do away from the desks, what breaks, and the websites that were down.</summary>
internal static class DemoDataWeek
{
    private const int IncidentsPerMonth = 7;
    private const int OutagesPerMonth = 2;
    private const int Ants = 3;

    // In the list's order: mémo, cartographie, suivi, réparation, réunion, préparation, déplacement, veille…
    private static readonly (double, int)[] Types = [(18, 0), (7, 1), (24, 2), (12, 3), (18, 4), (12, 5), (5, 6), (4, 7)];

    private static readonly (double, IncidentKind)[] Kinds =
        [(30, IncidentKind.Network), (28, IncidentKind.Printer), (18, IncidentKind.Equipment), (16, IncidentKind.Software), (8, IncidentKind.Other)];

    private static readonly bool[] Halves = [false, true];
    private static readonly int[] Accounts = [1, 2, 3, 4, 12, 13];

    private static readonly string[] Notes = ["Redémarré deux fois, sans effet.", "Bourrage, bac 2.", "Mise à jour restée bloquée.", "Câble débranché pendant le ménage.", "Lumière orange fixe."];

    public static async Task AddAsync(InclusionDb db, IReadOnlyList<Site> sites, DateTimeOffset now, int months, CancellationToken cancellation)
    {
        var types = await db.ActivityTypes.OrderBy(t => t.Position).Select(t => t.Id).ToListAsync(cancellation);
        if (types.Count <= Types.Max(t => t.Item2) || await db.Activities.AnyAsync(cancellation))
        {
            return;
        }

        var today = DateOnly.FromDateTime(now.ToParis());
        var days = Enumerable.Range(0, today.DayNumber - today.AddMonths(-months).DayNumber + 1).Select(today.AddMonths(-months).AddDays).ToList();
        db.Activities.AddRange(days.SelectMany(day => Activities(sites, types, day, now)));
        db.Incidents.AddRange(Enumerable.Range(0, IncidentsPerMonth * months).Select(i => Past(i, sites, days, now)).OfType<Incident>());
        db.Incidents.AddRange(Open(sites, now));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        await AddOutagesAsync(db, now, OutagesPerMonth * months, cancellation);
    }

    /// <summary>A half-day away from the desks is filled with two or three things; after one at the desk there is often something to write down.</summary>
    internal static IEnumerable<Activity> Activities(IReadOnlyList<Site> sites, IReadOnlyList<int> types, DateOnly day, DateTimeOffset now)
    {
        if (!DemoDataCalendar.IsOpen(day) || day.DayOfWeek == DayOfWeek.Saturday)
        {
            yield break;
        }

        foreach (var account in Accounts.Where(a => !DemoDataCalendar.IsAway(a, day)))
        {
            var random = new DemoDataRandom(day.DayNumber, account, 11);
            foreach (var isAfternoon in Halves)
            {
                var slot = DemoDataCalendar.Slots.FirstOrDefault(s => s.Account == account && s.DayOfWeek == day.DayOfWeek && s.IsAfternoon == isAfternoon);
                var site = slot?.SiteId ?? DemoDataCalendar.Slots.First(s => s.Account == account).SiteId;
                if (!sites.Any(s => s.Id == site && s.OpenedOn <= day) || (DemoData.IsVolunteer(account) && slot is null))
                {
                    continue;
                }

                foreach (var (start, minutes) in Times(slot, isAfternoon, random))
                {
                    var from = ParisTime.At(day, start);
                    if (from.AddMinutes(minutes) <= now)
                    {
                        yield return new Activity
                        {
                            Id = random.Id(from), ProfessionalId = DemoData.AccountId(account), TypeId = types[random.Pick(Types)], SiteId = site,
                            StartedAt = from, EndedAt = from.AddMinutes(minutes), RecordedAt = from.AddMinutes(minutes),
                        };
                    }
                }
            }
        }
    }

    private static IEnumerable<(TimeOnly Start, int Minutes)> Times(DemoSlot? slot, bool isAfternoon, DemoDataRandom random)
    {
        if (slot is not null)
        {
            return random.Chance(DemoData.IsVolunteer(slot.Account) ? 0.15 : 0.4) ? [(slot.Closes.AddMinutes(5), random.Pick([15, 20, 30]))] : [];
        }

        var start = new TimeOnly(isAfternoon ? 14 : 9, random.Pick([0, 0, 15, 30]));
        var first = random.Pick([45, 60, 90]);
        return random.Chance(0.8) ? [(start, first), (start.AddMinutes(first + random.Pick([0, 0, 15])), random.Pick([30, 45, 60]))] : [(start, first)];
    }

    private static Incident? Past(int number, IReadOnlyList<Site> sites, List<DateOnly> days, DateTimeOffset now)
    {
        var random = new DemoDataRandom(number, 12);
        var (site, day, kind) = (sites[random.Below(sites.Count)], days[random.Below(days.Count)], random.Pick(Kinds));
        var start = ParisTime.At(day, new TimeOnly(random.Pick([9, 9, 10, 11, 14, 15, 16]), random.Pick([0, 10, 20, 40])));
        var end = start.AddMinutes(random.Pick([20, 35, 60, 90, 150, 150, 1440, 2880]));
        if (!DemoDataCalendar.IsOpen(day) || site.OpenedOn > day || end > now)
        {
            return null;
        }

        var isBlocking = random.Chance(kind == IncidentKind.Network ? 0.6 : 0.15);
        return new Incident
        {
            Id = random.Id(start), SiteId = site.Id, Kind = kind, StartedAt = start, EndedAt = end, IsBlocking = isBlocking,
            ToldTo = random.Pick([ToldTo.ItDepartment, ToldTo.ItDepartment, ToldTo.Colleague, ToldTo.Contractor, ToldTo.Nobody]),
            SolvedBy = random.Pick([SolvedBy.Mediator, SolvedBy.Mediator, SolvedBy.ItDepartment, SolvedBy.Contractor, SolvedBy.ByItself]),
            MinutesLost = !isBlocking && random.Chance(0.6) ? random.Pick([10, 15, 30, 45]) : null,
            Note = random.Chance(0.4) ? random.Pick(Notes) : null,
            ReportedById = DemoData.AccountId(DemoDataCalendar.MediatorOf(site.Id) ?? 1), ReportedAt = start.AddMinutes(5),
        };
    }

    private static IEnumerable<Incident> Open(IReadOnlyList<Site> sites, DateTimeOffset now) => new[]
    {
        (Site: 4, Kind: IncidentKind.Printer, Hours: 26, IsBlocking: false, Told: ToldTo.Contractor, Note: "Bourrage, bac 2. Le bac 1 marche encore."),
        (Site: 6, Kind: IncidentKind.Network, Hours: 2, IsBlocking: true, Told: ToldTo.ItDepartment, Note: "Plus de Wi-Fi ; le poste fixe est connecté."),
        (Site: 1, Kind: IncidentKind.Software, Hours: 75, IsBlocking: false, Told: ToldTo.ItDepartment, Note: "La visionneuse PDF ne s’ouvre plus sur Portable 2."),
    }.Where(i => sites.Any(s => s.Id == i.Site)).Select((i, n) => new Incident
    {
        Id = new Guid(n + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 10), SiteId = i.Site, Kind = i.Kind, StartedAt = now.AddHours(-i.Hours), IsBlocking = i.IsBlocking, ToldTo = i.Told, Note = i.Note,
        ReportedById = DemoData.AccountId(DemoDataCalendar.MediatorOf(i.Site) ?? 1), ReportedAt = now.AddHours(-i.Hours).AddMinutes(3),
    });

    // Round requests that failed because the website was down; in the hours of work one is down now.
    private static async Task AddOutagesAsync(InclusionDb db, DateTimeOffset now, int count, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO incidents (id, kind, organisation_id, started_at, ended_at, is_blocking, told_to, solved_by, reported_by_id, reported_at)
            SELECT md5('panne' || r.id)::uuid, 5, r.organisation_id, s.started_at - interval '25 minutes', least(s.started_at + make_interval(mins => 60 + abs(hashtext(r.id::text)) % 150), {now}),
                false, 4, 4, s.mediator_id, s.started_at - interval '20 minutes'
            FROM requests r JOIN sessions s ON s.id = r.session_id JOIN failure_causes c ON c.id = r.cause_id AND c.is_site_down
            WHERE r.organisation_id IS NOT NULL AND s.started_at < {now} ORDER BY hashtext(r.id::text) LIMIT {count}
            """,
            cancellation);
        if (now.ToParis().Hour is >= 8 and < 18 && await db.Organisations.AnyAsync(o => o.Id == Ants, cancellation))
        {
            db.Incidents.Add(new Incident
            {
                Id = new Guid(99, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 10), Kind = IncidentKind.PublicWebsite, OrganisationId = Ants, StartedAt = now.AddMinutes(-50), ReportedById = DemoData.AccountId(5), ReportedAt = now.AddMinutes(-50),
            });
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }
}
