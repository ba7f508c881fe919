using InclusionNumerique.Visits;

namespace InclusionNumerique.Data;

/// <summary>The optional facts about a person, with the report's shares: 51.2 % women, 41 years on average, 97.6 % with a phone…</summary>
internal static class DemoDataPeople
{
    private const int Centre = 1, Thabor = 2, BourgLEveque = 3, SaintMartin = 4, Maurepas = 5, JeanneDArc = 6, FranciscoFerrer = 7, SudGare = 8, Brequigny = 9,
        Blosne = 10, Cleunay = 11, Villejean = 12, OutOfTown = 13, NoFixedHome = 14;

    // Where the people of each site live. Weighted by the sites' shares they make the report's "Lieu d'habitation".
    private static readonly (double, int)[][] Districts =
    [
        [(44, Centre), (19, Thabor), (18, SaintMartin), (6, BourgLEveque), (6, Maurepas), (4, OutOfTown), (3, NoFixedHome)],
        [(92, Maurepas), (3, JeanneDArc), (2, Centre), (2, SaintMartin), (1, OutOfTown)],
        [(60, Brequigny), (18, SudGare), (9, FranciscoFerrer), (9, Blosne), (2, Maurepas), (1, OutOfTown), (1, NoFixedHome)],
        [(92, Blosne), (4, Brequigny), (2, SudGare), (1, FranciscoFerrer), (1, OutOfTown)],
        [(50, Cleunay), (20, Villejean), (14, Brequigny), (6, Centre), (5, SudGare), (3, Maurepas), (2, OutOfTown)],
        [(91, Villejean), (6, Maurepas), (1, Cleunay), (1, BourgLEveque), (1, OutOfTown)],
    ];

    private static readonly (double, AgeBand)[] Ages =
    [
        (2, AgeBand.From12To17), (15, AgeBand.From18To24), (35, AgeBand.From25To39), (33, AgeBand.From40To59), (10, AgeBand.From60To69), (5, AgeBand.From70),
    ];

    private static readonly (double, Occupation)[] YoungOccupations = [(35, Occupation.Schooled), (40, Occupation.Unemployed), (25, Occupation.Employed)];
    private static readonly (double, Occupation)[] AdultOccupations = [(58, Occupation.Unemployed), (40, Occupation.Employed), (2, Occupation.Schooled)];
    private static readonly (double, Occupation)[] SeniorOccupations = [(65, Occupation.Retired), (25, Occupation.Unemployed), (10, Occupation.Employed)];

    private static readonly (double, Autonomy)[] Autonomies = [(45, Autonomy.WithGuidance), (37, Autonomy.GuidanceWhenNeeded), (18, Autonomy.Autonomous)];

    // French first, then the list's order: anglais, arabe, turc…
    private static readonly (double, int)[] Languages =
    [
        (70, 1), (4, 2), (9, 3), (3, 4), (2, 5), (1.5, 6), (1.5, 7), (1, 8), (1, 9), (1, 10), (2, 11), (1.5, 12), (1.5, 13), (0.3, 14), (0.7, 15),
    ];

    /// <param name="isBrief">A "demande minute": often nothing at all is asked.</param>
    public static VisitFacts Facts(int siteId, bool isBrief, DemoDataRandom random)
    {
        var age = random.Pick(Ages);
        var gender = random.Chance(0.512) ? Gender.Female : Gender.Male;
        if (isBrief && random.Chance(0.2))
        {
            return new VisitFacts();
        }

        return new VisitFacts
        {
            AgeBand = Said(0.92, age, random),
            Gender = Said(0.96, gender, random),
            Occupation = Said(0.75, OccupationAt(age, random), random),
            Equipment = Said(0.6, EquipmentOfOne(random), random),
            Autonomy = Said(0.45, random.Pick(Autonomies), random),
            DistrictId = Said(0.88, random.Pick(Districts[siteId - 1]), random),
            LanguageId = Said(0.65, random.Pick(Languages), random),
            IsFirstVisit = Said(0.9, random.Chance(0.3), random),
        };
    }

    private static T? Said<T>(double probability, T value, DemoDataRandom random)
        where T : struct => random.Chance(probability) ? value : null;

    private static Occupation OccupationAt(AgeBand age, DemoDataRandom random) => age switch
    {
        AgeBand.From12To17 => Occupation.Schooled,
        AgeBand.From18To24 => random.Pick(YoungOccupations),
        AgeBand.From25To39 or AgeBand.From40To59 => random.Pick(AdultOccupations),
        AgeBand.From60To69 => random.Pick(SeniorOccupations),
        _ => Occupation.Retired,
    };

    private static Equipment EquipmentOfOne(DemoDataRandom random)
    {
        var owned = (random.Chance(0.317) ? Equipment.Computer : 0) | (random.Chance(0.976) ? Equipment.Phone : 0) | (random.Chance(0.195) ? Equipment.Tablet : 0);
        return owned == 0 ? Equipment.None : owned;
    }
}
