using InclusionNumerique.Sessions;

namespace InclusionNumerique.Data;

/// <summary>What people ask, how long it takes and how it ends.</summary>
internal static class DemoDataRequests
{
    private const int Procedure = 1, Printing = 2, Letter = 3, Credentials = 4, Email = 5, Booking = 6, Employment = 7, Device = 8, Browsing = 9, Shopping = 10,
        Repair = 11, Learning = 12;

    private const int Caf = 1, FranceTravail = 2, Ants = 3, Prefecture = 4, Health = 5, Taxes = 6, Energy = 7, Housing = 8, Pensions = 9, School = 10,
        Transport = 11, Fines = 12, Justice = 13, OtherOrganisation = 14;

    // The report's "Je peux être en difficulté dans les démarches qui concernent": people concerned times mean difficulty
    // (CAF 36 × 5.33, santé 31 × 5.35…). The five that it did not ask about share what is left.
    private static readonly (double, int)[] Organisations =
    [
        (36 * 5.33, Caf), (28 * 5.11, FranceTravail), (26 * 4.92, Energy), (31 * 5.35, Health), (14 * 3.64, School), (2 * 4.00, Pensions), (29 * 5.41, Taxes),
        (22 * 6.23, Ants), (14 * 5.50, Fines), (90, Prefecture), (60, Housing), (30, Transport), (15, Justice), (35, OtherOrganisation),
    ];

    private static readonly (double, int)[] AdministrativeThemes = [(60, Procedure), (15, Letter), (17, Credentials), (8, Booking)];
    private static readonly (double, int)[] MinuteThemes = [(60, Printing), (28, Email), (12, Booking)];

    private static readonly (double, int)[] OtherThemes =
    [
        (38, Printing), (21, Email), (6, Booking), (11, Employment), (10, Device), (5, Browsing), (4, Shopping), (2, Repair), (3, Learning),
    ];

    private static readonly (double, RequestOutcome)[] Outcomes =
    [
        (71, RequestOutcome.Solved), (14, RequestOutcome.ToContinue), (6, RequestOutcome.Oriented), (2.5, RequestOutcome.GivenUp), (5.5, RequestOutcome.Impossible),
        (1, RequestOutcome.Declined),
    ];

    // In the list's order: identifiants perdus, site en panne, document manquant…
    private static readonly (double, int)[] Causes = [(26, 1), (18, 2), (22, 3), (6, 4), (5, 5), (8, 6), (8, 7), (4, 8), (1, 9), (6, 10)];

    private static readonly (double, HelpLevel)[] Levels = [(60, HelpLevel.Emergency), (32, HelpLevel.Inclusion), (8, HelpLevel.Skills)];
    private static readonly (double, ActedBy)[] Actors = [(45, ActedBy.Mediator), (45, ActedBy.Together), (10, ActedBy.Visitor)];

    private static readonly (double, Keyboard)[][] Keyboards =
    [
        [(90, Keyboard.Mediator), (10, Keyboard.Shared)],
        [(45, Keyboard.Mediator), (40, Keyboard.Shared), (15, Keyboard.Visitor)],
        [(10, Keyboard.Shared), (90, Keyboard.Visitor)],
    ];

    /// <summary>The requests of one session in their order; each carries its minutes.</summary>
    /// <param name="isMinute">The stated one is a "demande minute": print, scan, send, book.</param>
    public static List<Request> Of(Guid sessionId, DateTimeOffset at, DemoSlotKind kind, bool isMinute, DemoDataRandom random)
    {
        var requests = new List<Request> { Draw(sessionId, 0, at, kind, isMinute, random) };
        while (random.Chance(requests.Count == 1 ? 0.25 : 0.15) && requests.Count < 4)
        {
            requests.Add(Draw(sessionId, requests.Count, at, kind, false, random));
        }

        return requests;
    }

    private static Request Draw(Guid sessionId, int position, DateTimeOffset at, DemoSlotKind kind, bool isMinute, DemoDataRandom random)
    {
        var hasOrganisation = !isMinute && random.Chance(kind == DemoSlotKind.Appointments ? 0.85 : kind == DemoSlotKind.WalkIn ? 0.6 : 0.4);
        int? organisation = hasOrganisation ? random.Pick(Organisations) : null;
        var theme = random.Pick(hasOrganisation ? AdministrativeThemes : isMinute ? MinuteThemes : OtherThemes);
        var outcome = theme == Shopping && random.Chance(0.3) ? RequestOutcome.Declined : isMinute ? RequestOutcome.Solved : random.Pick(Outcomes);
        ActedBy? actedBy = random.Chance(0.75) ? random.Pick(Actors) : null;
        return new Request
        {
            Id = random.Id(at),
            SessionId = sessionId,
            Position = (short)position,
            ThemeId = theme,
            OrganisationId = organisation,
            IsFoundOnTheWay = position > 0,
            Level = random.Chance(0.7) ? random.Pick(Levels) : null,
            ActedBy = actedBy,
            Keyboard = actedBy is { } by && random.Chance(0.7) ? random.Pick(Keyboards[(int)by - 1]) : null,
            Outcome = outcome,
            CauseId = CauseOf(outcome, random),
            Minutes = isMinute ? 5 : MinutesOf(theme, organisation, position, random),
        };
    }

    private static int? CauseOf(RequestOutcome outcome, DemoDataRandom random) => outcome switch
    {
        RequestOutcome.Impossible => random.Pick(Causes),
        RequestOutcome.GivenUp when random.Chance(0.7) => random.Pick(Causes),
        RequestOutcome.ToContinue when random.Chance(0.35) => random.Pick(Causes),
        _ => null,
    };

    // What is found on the way is looked at, not done: there the whole procedure does not fit any more.
    private static int MinutesOf(int theme, int? organisation, int position, DemoDataRandom random) => (theme, organisation) switch
    {
        _ when position > 0 => random.Pick([5, 5, 10, 10, 15]),
        (Procedure, Ants) => random.Pick([30, 45, 45, 45, 90]),
        (Procedure, Prefecture) => random.Pick([30, 45, 60]),
        (Procedure, Pensions or Housing or Justice) => random.Pick([20, 30, 30]),
        (Procedure, _) => random.Pick([10, 15, 15, 20, 30]),
        (Letter, _) => random.Pick([5, 10, 10, 15]),
        (Credentials, _) => random.Pick([10, 15, 15, 20]),
        (Printing or Email, _) => random.Pick([5, 5, 5, 10]),
        (Booking, _) => random.Pick([5, 10, 10]),
        (Employment, _) => random.Pick([20, 30, 45]),
        (Repair or Learning, _) => random.Pick([15, 20, 30]),
        _ => random.Pick([10, 15, 15]),
    };
}
