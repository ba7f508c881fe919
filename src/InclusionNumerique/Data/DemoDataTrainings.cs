using System.Security.Cryptography;
using InclusionNumerique.Access;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>The report's five modules, colleagues to train, and sessions before and after today: some full, some held with answers before and after.</summary>
internal sealed class DemoDataTrainings(IReadOnlyList<Site> sites, DateTimeOffset now)
{
    private const int Staff = 60;
    private const int Managers = 5;

    private static readonly (double, Mission)[] Missions =
    [
        (20, Mission.AccessToRights), (42, Mission.SocialWork), (10, Mission.Administration), (16, Mission.Animation), (12, Mission.Health),
    ];

    private static readonly (double, int)[] Houses = [(40, 1), (35, 2), (15, 3), (5, 4), (5, 5)];

    private static readonly string[] Practice = ["Je cherche l’information sur internet avec la personne", "J’aide la personne à faire sa démarche elle-même", "J’oriente vers l’espace numérique quand c’est utile"];
    private static readonly string[] Ease = ["Je me sens à l’aise sur un site que je ne connais pas", "Je sais quoi faire quand une démarche se bloque"];

    private readonly DateOnly _today = DateOnly.FromDateTime(now.ToParis());

    public static async Task AddAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.TrainingModules.AnyAsync(cancellation))
        {
            return;
        }

        Guid[] trainers = [DemoData.AccountId(1), DemoData.AccountId(2), DemoData.AccountId(3), DemoData.AccountId(4)];
        var made = new DemoDataTrainings(await db.Sites.OrderBy(s => s.Id).ToListAsync(cancellation), now);
        var people = made.People();
        db.Users.AddRange(people);
        foreach (var (number, mission) in new[] { (5, Mission.Administration), (6, Mission.Administration), (7, Mission.Administration), (8, Mission.SocialWork), (9, Mission.Management) })
        {
            var account = await db.Users.SingleAsync(p => p.Id == DemoData.AccountId(number), cancellation);
            (account.Mission, account.ManagerId) = (mission, number == 8 ? people[0].Id : null);
        }

        var modules = made.Modules();
        db.TrainingModules.AddRange(modules);
        await db.SaveChangesAsync(cancellation);
        var mediators = await db.Users.Where(p => trainers.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancellation);
        for (var i = 0; i < modules.Count; i++)
        {
            db.TrainingSessions.AddRange(made.Sessions(i, modules[i], people, mediators));
            await db.SaveChangesAsync(cancellation);
            var held = db.TrainingSessions.Local.Where(s => s.ModuleId == modules[i].Id && s.EndsAt <= now).OrderBy(s => s.StartsAt).ToList();
            db.TrainingSheets.AddRange(held.SelectMany(s => Sheets(s, modules[i])));
            await db.SaveChangesAsync(cancellation);
        }

        db.ChangeTracker.Clear();
    }

    private List<Professional> People() =>
        [.. Enumerable.Range(0, Staff).Select(i =>
        {
            var random = new DemoDataRandom(6, 1, i);
            var isManager = i < Managers;
            var email = $"{DemoData.StaffPrefix}{i + 1:00}{DemoData.EmailDomain}";
            var person = new Professional
            {
                Id = DemoData.AccountId(1000 + i), DisplayName = $"{(isManager ? "Encadrant" : "Collègue")} Démo {i + 1:00}", UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email,
                NormalizedEmail = email.ToUpperInvariant(), SecurityStamp = $"{i}", Roles = [isManager ? Role.Observer : Role.Professional], InstitutionId = isManager ? i + 1 : random.Pick(Houses),
                Mission = isManager ? Mission.Management : random.Chance(0.05) ? null : random.Pick(Missions), ManagerId = isManager ? null : DemoData.AccountId(1000 + random.Below(Managers)),
            };
            person.Sites.Add(sites[random.Below(sites.Count)]);
            return person;
        })];

    // "Compulsory, then not": the second module's history.
    private List<TrainingModule> Modules()
    {
        Mission[] helpers = [Mission.AccessToRights, Mission.SocialWork];
        List<TrainingModule> modules =
        [
            Module("Enjeux du numérique et travail social", 210, 40, "Comprendre pourquoi la dématérialisation éloigne des droits, et ce que chaque métier peut y faire.", new TrainingAudience { Position = 0, IsCompulsory = true }),
            Module("Bases de l’accompagnement numérique", 630, 8, "Accompagner une démarche en ligne avec la personne : comptes, pièces, secret professionnel, quand passer la main.", new TrainingAudience { Position = 0, Missions = [.. helpers], IsCompulsory = true }),
            Module("Culture numérique", 105, 8, "Un sujet par séance : identité numérique, arnaques, messageries, données de santé…", new TrainingAudience { Position = 0, Missions = [.. helpers, Mission.Administration, Mission.Animation] }),
            Module("Mise en confiance", 420, 8, "Pour les moins à l’aise : souris, fichiers, navigateur, sans jugement et sans usager.", new TrainingAudience { Position = 0, Missions = [Mission.SocialWork, Mission.Administration] }),
            Module("Actions collectives", 180, 10, "Préparer et animer un atelier numérique avec un partenaire.", new TrainingAudience { Position = 0, Missions = [Mission.Animation], InstitutionIds = [1, 3] }),
        ];
        var later = Version(_today.AddMonths(-4), 630, 8, modules[1].Versions[0].Aims);
        later.Audiences.AddRange([new TrainingAudience { Position = 0, Missions = [Mission.AccessToRights], IsCompulsory = true }, new TrainingAudience { Position = 1, Missions = [Mission.SocialWork] }]);
        modules[1].Versions.Add(later);
        return modules;
    }

    private TrainingModule Module(string name, short minutes, short capacity, string aims, TrainingAudience audience)
    {
        var module = new TrainingModule { Name = name };
        var version = Version(_today.AddMonths(-18), minutes, capacity, aims);
        version.Audiences.Add(audience);
        module.Versions.Add(version);
        module.Items.AddRange(Practice.Index().Select(p => new TrainingItem { Position = (short)p.Index, Kind = TrainingItemKind.Practice, Text = p.Item }));
        module.Items.AddRange(Ease.Index().Select(p => new TrainingItem { Position = (short)(p.Index + Practice.Length), Kind = TrainingItemKind.Ease, Text = p.Item }));
        return module;
    }

    private static TrainingVersion Version(DateOnly from, short minutes, short capacity, string aims) => new()
    {
        ValidFrom = from, Minutes = minutes, Capacity = capacity, Aims = aims, Material = "Vidéoprojecteur, un ordinateur pour deux", Prerequisites = minutes > 400 ? "Apporter son ordinateur professionnel" : null,
    };

    // Every five weeks from a year ago to three months ahead, each module in its own rhythm.
    private IEnumerable<TrainingSession> Sessions(int number, TrainingModule module, List<Professional> people, List<Professional> mediators)
    {
        var audience = module.Versions[^1].Audiences;
        var waiting = new Queue<Professional>(people.Where(p => audience.Exists(a =>
            (a.Missions.Count == 0 || (p.Mission is { } m && a.Missions.Contains(m))) && (a.InstitutionIds.Count == 0 || (p.InstitutionId is { } i && a.InstitutionIds.Contains(i))))).OrderBy(p => new DemoDataRandom(6, 2, number, p.DisplayName.Length, p.DisplayName[^1], p.DisplayName[^2]).Next()));
        for (var week = -50 + (number * 2); week <= 12; week += number == 0 ? 21 : 9)
        {
            var random = new DemoDataRandom(6, 3, number, week);
            var day = Workday(_today.AddDays((week * 7) + random.Below(4)));
            var session = Session(module, day, random, mediators[(number + week + 60) % mediators.Count]);
            var isFull = week is > 0 and <= 9 && number is 1 or 2;
            Fill(session, waiting, isFull ? session.Capacity + 2 : random.Below(session.Capacity / 2) + (session.Capacity / 3), random);
            yield return session;
        }
    }

    private TrainingSession Session(TrainingModule module, DateOnly day, DemoDataRandom random, Professional trainer)
    {
        var version = module.Versions[^1];
        var parts = new List<(DateTimeOffset From, DateTimeOffset To)>();
        for (var (left, at) = ((int)version.Minutes, day); left > 0; left -= 210, at = parts.Count % 2 == 0 ? Workday(at.AddDays(7)) : at)
        {
            var from = ParisTime.At(at, parts.Count % 2 == 0 ? new(9, 0) : new(13, 30));
            parts.Add((from, from.AddMinutes(Math.Min(left, 210))));
        }

        var id = random.Id(now);
        var session = new TrainingSession
        {
            Id = id, ModuleId = module.Id, SiteId = sites[random.Below(sites.Count)].Id, Room = "Salle de réunion", Capacity = version.Capacity, StartsAt = parts[0].From, EndsAt = parts[^1].To, AnswerCode = $"demo{random.Next() % 1_000_000:000000}",
        };
        session.Trainers.Add(trainer);
        session.Parts.AddRange(parts.Select((p, i) => new TrainingPart { SessionId = id, Position = (short)i, StartsAt = p.From, EndsAt = p.To }));
        return session;
    }

    private void Fill(TrainingSession session, Queue<Professional> waiting, int count, DemoDataRandom random)
    {
        for (var i = 0; i < count && waiting.TryDequeue(out var person); i++)
        {
            var seat = i < session.Capacity ? (short?)(i + 1) : null;
            var at = new[] { session.StartsAt.AddDays(-20 + (i % 10)), now.AddHours(-1) }.Min();
            var registration = new TrainingRegistration
            {
                Id = random.Id(at), SessionId = session.Id, ProfessionalId = person.Id, Seat = seat, State = seat is null ? RegistrationState.Waiting : RegistrationState.Registered,
                RegisteredAt = at, RegisteredById = random.Chance(0.3) ? person.ManagerId ?? person.Id : person.Id,
            };
            foreach (var part in session.Parts.Where(p => p.EndsAt <= now && seat is not null))
            {
                registration.Attendances.Add(new TrainingAttendance { RegistrationId = registration.Id, Position = part.Position, IsPresent = random.Chance(0.88), NotedAt = part.StartsAt, NotedById = session.Trainers[0].Id });
            }

            session.Registrations.Add(registration);
        }
    }

    // Most answer both times, and most find themselves a little better.
    private static IEnumerable<TrainingSheet> Sheets(TrainingSession session, TrainingModule module)
    {
        foreach (var (i, registration) in session.Registrations.Where(r => r.Attendances.Exists(a => a.IsPresent)).Index())
        {
            var random = new DemoDataRandom(6, 4, i, (int)(session.StartsAt.ToUnixTimeSeconds() / 3600));
            var hash = RandomNumberGenerator.GetBytes(32); // of nobody's code: a true one is slow to compute on purpose
            var start = module.Items.ToDictionary(item => item.Id, _ => 2 + random.Below(4));
            var mission = registration.Professional?.Mission;
            if (random.Chance(0.92))
            {
                yield return Sheet(TrainingMoment.Before, session.StartsAt, start);
            }

            if (random.Chance(0.8))
            {
                yield return Sheet(TrainingMoment.After, session.EndsAt, start.ToDictionary(x => x.Key, x => Math.Clamp(x.Value + random.Below(4) - (random.Chance(0.3) ? 1 : 0), 1, 8)));
            }

            TrainingSheet Sheet(TrainingMoment moment, DateTimeOffset at, Dictionary<int, int> ratings)
            {
                var sheet = new TrainingSheet { Id = Guid.NewGuid(), SessionId = session.Id, Moment = moment, PairHash = hash, Day = DateOnly.FromDateTime(at.ToParis()), Mission = mission };
                sheet.Ratings.AddRange(ratings.Select(r => new TrainingRating { SheetId = sheet.Id, ItemId = r.Key, Value = (short)r.Value }));
                return sheet;
            }
        }
    }

    private static DateOnly Workday(DateOnly day)
    {
        while (!DemoDataCalendar.IsOpen(day) || day.DayOfWeek == DayOfWeek.Saturday)
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
