using InclusionNumerique.Visitors;

namespace InclusionNumerique.Data;

/// <summary>What is to do, and was done, for the people of the demo's files.</summary>
internal static class DemoDataFollowUps
{
    private static readonly (FollowUpKind Kind, string? Text)[] Tasks =
    [
        (FollowUpKind.CallBack, "Dire si le dossier est parti"), (FollowUpKind.DocumentAwaited, "Justificatif de domicile"), (FollowUpKind.CheckOnline, "Réponse sur le compte CAF"),
        (FollowUpKind.CheckOnline, "Paiement visible sur le compte"), (FollowUpKind.CallBack, null), (FollowUpKind.Other, "Proposer l’atelier messagerie"),
    ];

    /// <summary>Two to four for every third file: one done, one late or to come, then either.</summary>
    public static IEnumerable<FollowUp> Of(DemoDataFiles files, DateOnly today) => files.Visitors.Index().Where(f => f.Index % 3 == 0).SelectMany(f =>
    {
        var random = DemoDataFiles.RandomOf(f.Item, 2);
        return Enumerable.Range(0, 2 + random.Below(3)).Select(i => FollowUp(f.Item, i == 0, isLate: i == 1 ? f.Index % 2 == 0 : random.Chance(0.4), today, random)).ToList();
    });

    /// <summary>Where the check-up of rights stands, for every third file.</summary>
    public static IEnumerable<RightsCheckup> CheckupsOf(DemoDataFiles files) => files.Visitors.Where((_, i) => i % 3 == 1).Select(file =>
    {
        var random = DemoDataFiles.RandomOf(file, 3);
        var at = file.CreatedAt.AddDays(random.Below(60)).AddMinutes(30);
        return new RightsCheckup
        {
            Id = random.Id(at),
            VisitorId = file.Id,
            State = random.Pick([(50.0, RightsCheckupState.Done), (40.0, RightsCheckupState.ToDo), (10.0, RightsCheckupState.Refused)]),
            At = at,
            ById = file.ConsentById,
        };
    });

    private static FollowUp FollowUp(Visitor file, bool isDone, bool isLate, DateOnly today, DemoDataRandom random)
    {
        var due = isDone ? Open(today.AddDays(-20 - random.Below(40)), -1) : isLate ? Open(today.AddDays(-2 - random.Below(8)), -1) : Open(today.AddDays(1 + random.Below(15)), 1);
        var created = ParisTime.At(Open(due.AddDays(-21), -1), new TimeOnly(10, random.Below(60)));
        var (kind, text) = random.Pick(Tasks);
        return new FollowUp
        {
            Id = random.Id(created),
            VisitorId = file.Id,
            Kind = kind,
            Text = text,
            DueOn = due,
            AssignedToId = random.Chance(0.7) ? file.ConsentById : null,
            CreatedById = file.ConsentById,
            CreatedAt = created,
            DoneAt = isDone ? ParisTime.At(due, new TimeOnly(11, 15)) : null,
            DoneById = isDone ? file.ConsentById : null,
        };
    }

    private static DateOnly Open(DateOnly day, int direction)
    {
        while (!DemoDataCalendar.IsOpen(day))
        {
            day = day.AddDays(direction);
        }

        return day;
    }
}
