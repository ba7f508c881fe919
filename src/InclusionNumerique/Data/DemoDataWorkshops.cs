using InclusionNumerique.Lists;
using InclusionNumerique.Partners;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Visitors;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>A year of visibly fictitious workshops and meetings, and those of the weeks to come.</summary>
internal sealed class DemoDataWorkshops(IReadOnlyList<Site> sites, IReadOnlyList<Theme> themes, IReadOnlyList<Professional> people, ILookup<int, Visitor> files, IReadOnlyList<Partner> partners, DateTimeOffset now)
{
    private const int WeeksBack = 52;
    private const int WeeksAhead = 5;

    private static readonly (string Name, string Aims, WorkshopLevel Level, string[] Themes, string Material)[] Kinds =
    [
        ("Premiers pas sur une tablette", "Vous allumez la tablette, vous touchez l’écran sans crainte, vous ouvrez une page et vous revenez en arrière.", WorkshopLevel.Beginner, ["Prendre en main du matériel"], "Une tablette par personne, chargée."),
        ("Ma boîte mail", "Vous lisez vos messages, vous répondez, vous envoyez une photo ou un document.", WorkshopLevel.WithHelp, ["E-mail", "Navigation sur internet"], "Apporter son adresse et son mot de passe, si on les a."),
        ("Mes démarches CAF", "Vous ouvrez votre compte CAF, vous lisez un courrier en ligne, vous déclarez vos ressources.", WorkshopLevel.WithHelp, [NationalLabels.AdministrativeHelp], "Apporter son numéro d’allocataire."),
        ("Protéger mes comptes", "Vous reconnaissez un faux message, vous choisissez un bon mot de passe, vous savez qui appeler.", WorkshopLevel.Autonomous, ["Prévention en sécurité numérique"], "Son propre téléphone."),
    ];

    private static readonly string[] Labels = ["foulard rouge", "vient avec sa sœur", "carnet bleu", "chapeau de paille", "parle anglais"];

    private static readonly string[] Reasons = ["Animatrice absente.", "Moins de trois personnes inscrites.", "Salle prise pour les élections."];

    private readonly DateOnly _today = DateOnly.FromDateTime(now.ToParis());

    public static async Task AddAsync(InclusionDb db, IReadOnlyList<Site> sites, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Workshops.AnyAsync(cancellation))
        {
            return;
        }

        var people = await db.Users.Include(p => p.Sites).Where(p => p.Email!.EndsWith(DemoData.EmailDomain)).OrderBy(p => p.Id).ToListAsync(cancellation);
        var files = (await db.Visitors.OrderBy(v => v.Id).ToListAsync(cancellation)).ToLookup(v => v.SiteId);
        var themes = await db.Themes.Where(t => t.IsActive).OrderBy(t => t.Position).ToListAsync(cancellation);
        var partners = await db.Partners.Where(p => !p.IsHidden).OrderBy(p => p.Id).Take(12).ToListAsync(cancellation);
        var made = new DemoDataWorkshops(sites, themes, people, files, partners, now);
        var series = made.Series().ToList();
        db.Workshops.AddRange(series);
        // The seats are checked against their sessions: these come first.
        db.WorkshopSessions.AddRange(series.SelectMany(made.SessionsOf).Concat(made.Meetings()));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static Guid IdOf(int number, int kind) => new(number, (short)kind, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 12);

    private IEnumerable<Workshop> Series()
    {
        foreach (var (site, index) in sites.Where(s => MediatorOf(s.Id) is not null).Select((s, i) => (s, i)))
        {
            foreach (var shift in Enumerable.Range(0, 2))
            {
                var kind = Kinds[(index + (2 * shift)) % Kinds.Length];
                var workshop = new Workshop
                {
                    Id = IdOf(site.Id, shift), Name = kind.Name, Aims = kind.Aims, Level = kind.Level, SiteId = site.Id, Capacity = Workshop.UsualCapacity, Material = kind.Material,
                };
                workshop.Themes.AddRange(kind.Themes.Select(label => themes.FirstOrDefault(t => t.NationalTheme == label) ?? themes[0]).Distinct());
                yield return workshop;
            }
        }
    }

    private IEnumerable<WorkshopSession> SessionsOf(Workshop workshop)
    {
        var random = new DemoDataRandom(workshop.SiteId, (int)workshop.Level, 21);
        var (monday, mediator) = (_today.AddDays(-(((int)_today.DayOfWeek + 6) % 7)), MediatorOf(workshop.SiteId)!);
        var weekday = (workshop.SiteId + (int)workshop.Level) % 5;
        for (var week = -WeeksBack; week <= WeeksAhead; week++)
        {
            var day = monday.AddDays((7 * week) + weekday);
            if ((week + workshop.SiteId + (int)workshop.Level) % 3 != 0 || PublicHolidays.NameOf(day) is not null || day.Month == 8)
            {
                continue;
            }

            var startsAt = ParisTime.At(day, new TimeOnly(14, 30));
            var isPast = startsAt.AddHours(2) < now;
            var isCancelled = random.Chance(0.12) && isPast;
            var session = new WorkshopSession
            {
                Id = random.Id(startsAt), Kind = WorkshopKind.Workshop, WorkshopId = workshop.Id, SiteId = workshop.SiteId, Room = random.Chance(0.6) ? "Salle du rez-de-chaussée" : null, StartsAt = startsAt,
                EndsAt = startsAt.AddHours(2), Capacity = workshop.Capacity, CreatedById = mediator.Id, CreatedAt = startsAt.AddDays(-30),
                State = isCancelled ? WorkshopState.Cancelled : isPast ? WorkshopState.Held : WorkshopState.Planned, CancelReason = isCancelled ? random.Pick(Reasons) : null,
            };
            session.Mediators.Add(mediator);
            session.Places.AddRange(PlacesOf(session, mediator, random, week));
            yield return session;
        }
    }

    // The nearest ones are nearly full, one of them overfull.
    private IEnumerable<WorkshopPlace> PlacesOf(WorkshopSession session, Professional mediator, DemoDataRandom random, int week)
    {
        var capacity = session.Capacity!.Value;
        var count = session.State == WorkshopState.Planned ? Math.Max(1, capacity + 2 - (2 * week) - random.Below(3)) : 3 + random.Below(capacity - 1);
        var known = new Queue<Visitor>(files[session.SiteId].Where(v => v.CreatedAt < session.StartsAt).Skip(random.Below(4)));
        for (short number = 1; number <= count; number++)
        {
            var file = random.Chance(0.45) && known.TryDequeue(out var visitor) ? visitor : null;
            var isHeld = session.State == WorkshopState.Held;
            yield return new WorkshopPlace
            {
                Id = random.Id(session.StartsAt.AddDays(-12)), SessionId = session.Id, Number = number, Seat = number <= capacity ? number : null, VisitorId = file?.Id,
                Label = file is null && random.Chance(0.4) ? random.Pick(Labels) : null, RegisteredById = mediator.Id, RegisteredAt = session.StartsAt.AddDays(-12),
                Attendance = !isHeld || number > capacity ? null : random.Chance(0.8) ? Attendance.Present : Attendance.Absent,
            };
        }

        if (session.State == WorkshopState.Held && random.Chance(0.3))
        {
            yield return new WorkshopPlace
            {
                Id = random.Id(session.StartsAt), SessionId = session.Id, Number = (short)(count + 1), IsWalkIn = true, RegisteredById = mediator.Id, RegisteredAt = session.StartsAt, Attendance = Attendance.Present,
            };
        }
    }

    private IEnumerable<WorkshopSession> Meetings()
    {
        var random = new DemoDataRandom(22);
        foreach (var (site, index) in sites.Where(s => MediatorOf(s.Id) is not null).Select((s, i) => (s, i)))
        {
            for (var month = -11; month <= 1; month++)
            {
                var day = new DateOnly(_today.Year, _today.Month, 1).AddMonths(month).AddDays(8 + index);
                day = day.AddDays(day.DayOfWeek switch { DayOfWeek.Saturday => 2, DayOfWeek.Sunday => 1, _ => 0 });
                var (kind, title) = ((month + index + 24) % 4) switch
                {
                    0 => (WorkshopKind.Coordination, "Point entre équipes"),
                    1 => (WorkshopKind.Newcomers, "L’espace numérique en une heure"),
                    _ => (WorkshopKind.CollectiveAction, "Café numérique Démo"),
                };
                var startsAt = ParisTime.At(day, new TimeOnly(10, 0));
                var isPast = startsAt.AddHours(1.5) < now;
                var session = new WorkshopSession
                {
                    Id = random.Id(startsAt), Kind = kind, Title = title, SiteId = site.Id, StartsAt = startsAt, EndsAt = startsAt.AddHours(1.5), CreatedById = MediatorOf(site.Id)!.Id, CreatedAt = startsAt.AddDays(-30),
                    State = isPast ? WorkshopState.Held : WorkshopState.Planned, Headcount = isPast ? (short)(4 + random.Below(14)) : null,
                };
                session.Mediators.Add(MediatorOf(site.Id)!);
                session.Partners.AddRange(kind == WorkshopKind.CollectiveAction && partners.Count > 0 ? [partners[random.Below(partners.Count)]] : []);
                yield return session;
            }
        }
    }

    private Professional? MediatorOf(int siteId) => people.FirstOrDefault(p => p.Roles.Contains(Access.Role.Mediator) && p.Sites.Any(s => s.Id == siteId));
}
