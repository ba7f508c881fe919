using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Data;

/// <summary>A dozen visibly fictitious files a site, and whose visits of the last months they are.</summary>
internal sealed class DemoDataFiles
{
    private const int FilesPerSite = 12;

    // One visit in so many is that of a person with a file: about five a file.
    private const double ShareOfVisits = 0.07;

    private static readonly string[] Needs =
        ["Lit avec difficulté.", "Préfère le téléphone à l’ordinateur.", "Vient avec sa fille.", "Entend mal : parler en face.", "Prend ses notes sur un carnet."];

    private readonly DateTimeOffset _now;
    private readonly Dictionary<Guid, VisitFacts> _facts = [];

    public DemoDataFiles(IReadOnlyList<Site> sites, DateTimeOffset now)
    {
        _now = now;
        Visitors = [.. sites.SelectMany((site, i) => Enumerable.Range(1, FilesPerSite).Select(n => (Site: site, Number: (i * FilesPerSite) + n)))
            .Where(f => DemoDataCalendar.MediatorOf(f.Site.Id) is not null).Select(f => File(f.Site.Id, f.Number))];
    }

    public IReadOnlyList<Visitor> Visitors { get; }

    public static DemoDataRandom RandomOf(Visitor file, int subject) => new(BitConverter.ToInt32(file.Id.ToByteArray()), subject, 4);

    /// <summary>Gives some visits of a day to the files of their sites: each comes once a day at most.</summary>
    public IReadOnlyList<Visit> Link(IReadOnlyList<Visit> visits, DateOnly day)
    {
        foreach (var site in visits.GroupBy(v => v.SiteId))
        {
            var random = new DemoDataRandom(0, day.DayNumber, site.Key, 3);
            var absent = Visitors.Where(f => f.SiteId == site.Key && f.CreatedAt < ParisTime.StartOf(day)).ToList();
            foreach (var visit in site)
            {
                if (random.Chance(ShareOfVisits) && absent.Count > 0)
                {
                    var file = absent[random.Below(absent.Count)];
                    absent.Remove(file);
                    visit.VisitorId = file.Id;
                    visit.Facts = _facts[file.Id] with { Autonomy = visit.Facts.Autonomy };
                }
            }
        }

        return visits;
    }

    private Visitor File(int siteId, int number)
    {
        var id = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 3);
        var random = new DemoDataRandom(number, siteId, 3);
        var mediator = DemoData.AccountId(DemoDataCalendar.MediatorOf(siteId)!.Value);
        _facts[id] = DemoDataPeople.Facts(siteId, isBrief: false, random) with { IsFirstVisit = false };
        var created = ParisTime.At(DayBefore(100 + random.Below(100)), new TimeOnly(9 + random.Below(3), random.Below(60)));
        return new Visitor
        {
            Id = id,
            SiteId = siteId,
            InstitutionId = 1,
            Name = $"Usager Démo {number}",
            Code = CodeOf(number, random),
            Needs = random.Chance(0.4) ? random.Pick(Needs) : null,
            LanguageId = _facts[id].LanguageId,
            PreferredMediatorId = random.Chance(0.25) ? mediator : null,
            ConsentVersion = 1,
            ConsentAt = created,
            ConsentById = mediator,
            IsShared = random.Chance(0.5),
            CreatedAt = created,
        };
    }

    // The first letter and the last digit tell the numbers apart.
    private static string CodeOf(int number, DemoDataRandom random)
    {
        const string letters = "BCDFGHJKLMNPQRSTVWXZ", digits = "23456789";
        char Letter() => letters[random.Below(letters.Length)];
        char Digit() => digits[random.Below(digits.Length)];
        return $"{letters[number % letters.Length]}{Letter()}{Letter()}-{Digit()}{Digit()}{digits[number / letters.Length % digits.Length]}";
    }

    private DateOnly DayBefore(int days)
    {
        var day = DateOnly.FromDateTime(_now.ToParis()).AddDays(-days);
        while (!DemoDataCalendar.IsOpen(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>Passings of the grid, mostly better each time, for three files in four: some were met once, and many begin far down.</summary>
    public IEnumerable<Assessment> Assessments(AssessmentGrid grid)
    {
        foreach (var (i, file) in Visitors.Index().Where(v => v.Index % 4 != 1))
        {
            var random = RandomOf(file, 1);
            var start = random.Between(-0.15, 0.55);
            var count = i % 2 == 0 ? 2 + random.Below(3) : 1;
            for (var passing = 0; passing < count; passing++)
            {
                var answers = grid.Questions.OrderBy(q => q.Position).Select(_ => Answer(start + (0.15 * passing), random)).ToArray();
                yield return Assessment(file, grid, answers, file.CreatedAt.AddDays(passing * 28).AddMinutes(20), random);
            }
        }
    }

    private static Assessment Assessment(Visitor file, AssessmentGrid grid, short[] answers, DateTimeOffset at, DemoDataRandom random)
    {
        var score = (short)Math.Round(100.0 * answers.Where(a => a >= 0).Sum(a => a) / (2 * Math.Max(1, answers.Count(a => a >= 0))), MidpointRounding.AwayFromZero);
        return new Assessment
        {
            Id = random.Id(at),
            VisitorId = file.Id,
            GridId = grid.Id,
            Answers = answers,
            Score = score,
            Level = score < grid.InclusionFrom ? HelpLevel.Emergency : score < grid.SkillsFrom ? HelpLevel.Inclusion : HelpLevel.Skills,
            IsKioskAlone = grid.Questions.Where(q => q.IsForKiosk).All(q => answers[q.Position] == 2),
            At = at,
            ById = file.ConsentById,
        };
    }

    private static short Answer(double ease, DemoDataRandom random) => random.Unit() switch
    {
        < 0.05 => -1,
        var chance when chance < ease => 2,
        var chance when chance < ease + 0.3 => 1,
        _ => 0,
    };
}
