using InclusionNumerique.Access;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;

namespace InclusionNumerique.Data;

/// <summary>People sent on over the demo's months, and what became of them: most came, some more surely than others, a few were sent to the wrong place.</summary>
internal sealed class DemoDataOrientations(IReadOnlyList<Site> sites, IReadOnlyList<Professional> people, IReadOnlyList<Guid> partners, DateTimeOffset now)
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";

    // Younger ones are still on their way.
    private const int OpenDays = 12;

    private static readonly (double, OrientationOutcome)[] Outcomes =
    [
        (52, OrientationOutcome.Helped), (18, OrientationOutcome.PartlyHelped), (9, OrientationOutcome.LongSupport), (16, OrientationOutcome.RightOpened), (3, OrientationOutcome.NeedGone), (2, OrientationOutcome.DeclinedByPerson),
    ];

    private static readonly (double, OrientationReason)[] Wrong =
    [
        (45, OrientationReason.SocialNotDigital), (20, OrientationReason.NotAutonomousForKiosk), (15, OrientationReason.WebsiteDown), (12, OrientationReason.ServiceNotOffered), (8, OrientationReason.ConditionsNotMet),
    ];

    private static readonly (double, OrientationReason)[] Refusals = [(55, OrientationReason.NoRoom), (20, OrientationReason.PapersMissing), (15, OrientationReason.AlreadyFollowed), (10, OrientationReason.OutOfArea)];

    public List<OrientationStep> Steps { get; } = [];

    public IEnumerable<Orientation> Of(int count, int months)
    {
        var senders = people.Where(p => p.DisabledAt is null && (p.Roles.Contains(Role.Professional) || p.Roles.Contains(Role.Receptionist) || p.Roles.Contains(Role.Mediator)) && p.Sites.Count > 0).ToArray();
        var institutions = senders.Select(p => p.InstitutionId).OfType<int>().Distinct().Order().ToArray();
        if (senders.Length == 0 || institutions.Length == 0)
        {
            yield break;
        }

        for (var i = 0; i < count; i++)
        {
            var random = new DemoDataRandom(5, 17, i);
            var day = DateOnly.FromDateTime(now.ToParis()).AddDays(-1 - random.Below(months * 30));
            if (DemoDataCalendar.IsOpen(day))
            {
                yield return One(i, day, random.Pick(senders), institutions, random);
            }
        }
    }

    private Orientation One(int number, DateOnly day, Professional sender, int[] institutions, DemoDataRandom random)
    {
        var isDesk = sender.Roles.Contains(Role.Mediator);
        var target = random.Pick(isDesk ? [(10.0, TargetKind.DigitalSpace), (50.0, TargetKind.HouseService), (40.0, TargetKind.Partner)] : new[] { (72.0, TargetKind.DigitalSpace), (13.0, TargetKind.HouseService), (15.0, TargetKind.Partner) });
        target = target == TargetKind.Partner && partners.Count == 0 ? TargetKind.DigitalSpace : target;
        var mode = random.Pick([(58.0, OrientationMode.Explained), (18.0, target == TargetKind.DigitalSpace ? OrientationMode.Explained : OrientationMode.AppointmentMade), (24.0, OrientationMode.Accompanied)]);
        var site = random.Chance(0.8) ? sender.Sites[random.Below(sender.Sites.Count)].Id : sites[random.Below(sites.Count)].Id;
        var created = ParisTime.At(day, new TimeOnly(9 + random.Below(8), random.Below(60)));
        var orientation = new Orientation
        {
            Id = random.Id(created),
            // Each of its own, whatever is drawn.
            Code = $"{Letters[number / 8000 % 20]}{Letters[number / 400 % 20]}{Letters[number / 20 % 20]}-{number * 37 % 1000:000}",
            SenderId = sender.Id,
            SenderInstitutionId = sender.InstitutionId,
            SenderSiteId = sender.CurrentSiteId ?? sender.Sites[0].Id,
            Target = target,
            TargetSiteId = target == TargetKind.Partner ? null : site,
            TargetInstitutionId = target == TargetKind.HouseService ? random.Pick(institutions) : null,
            PartnerId = target == TargetKind.Partner ? partners[random.Below(partners.Count)] : null,
            Mode = mode,
            Need = random.Pick([(48.0, NeedKind.Digital), (30.0, NeedKind.Administrative), (14.0, NeedKind.Social), (8.0, NeedKind.Several)]),
            Urgency = random.Pick([(78.0, Urgency.None), (15.0, Urgency.Deadline), (7.0, Urgency.RightCutOff)]),
            CreatedAt = created,
            State = OrientationState.Sent,
            StateSince = created,
        };
        Live(orientation, random);
        return orientation;
    }

    private void Live(Orientation orientation, DemoDataRandom random)
    {
        var isOpen = orientation.CreatedAt > now.AddDays(-OpenDays);
        var first = orientation.Target == TargetKind.DigitalSpace ? OrientationState.Expected : OrientationState.Sent;
        orientation.ExpectedUntil = first == OrientationState.Expected ? OrientationRules.AddWorkingDays(DateOnly.FromDateTime(orientation.CreatedAt.ToParis()), OrientationRules.ExpectedDays) : null;
        Enter(orientation, first, orientation.CreatedAt, OrientationSide.Sender, random);
        var comes = random.Chance(orientation.Mode switch { OrientationMode.Accompanied => 0.92, OrientationMode.AppointmentMade => 0.79, _ => 0.58 });
        var at = orientation.CreatedAt.AddDays(orientation.Mode == OrientationMode.Accompanied ? 0 : random.Below(9)).AddMinutes(20 + random.Below(200));
        if (at >= now || (isOpen && random.Chance(0.35)))
        {
            return;
        }

        if (first == OrientationState.Sent && !comes && random.Chance(0.45))
        {
            orientation.Reason = random.Pick(Refusals);
            Enter(orientation, OrientationState.Refused, at, SideOf(orientation), random);
            End(orientation, OrientationState.Abandoned, OrientationReason.NothingElseFits, at.AddDays(2), OrientationSide.Sender, isOpen, random);
        }
        else if (!comes)
        {
            orientation.Reason = OrientationReason.DidNotCome;
            Enter(orientation, OrientationState.NoShow, at.AddDays(isOpen ? 0 : 3), SideOf(orientation), random);
            End(orientation, OrientationState.Abandoned, random.Chance(0.7) ? OrientationReason.NoNews : OrientationReason.GaveUp, at.AddDays(9), OrientationSide.Sender, isOpen, random);
        }
        else
        {
            Come(orientation, at, isOpen, random);
        }
    }

    private void Come(Orientation orientation, DateTimeOffset at, bool isOpen, DemoDataRandom random)
    {
        (orientation.ArrivedAt, orientation.Reason) = (at, null);
        orientation.Proof = orientation.Target switch
        {
            TargetKind.DigitalSpace => random.Chance(0.7) ? ArrivalProof.Code : ArrivalProof.File,
            TargetKind.HouseService => ArrivalProof.SeenByReceiver,
            _ => random.Chance(0.6) ? ArrivalProof.PartnerLink : ArrivalProof.PartnerCall,
        };
        Enter(orientation, OrientationState.Arrived, at, SideOf(orientation), random);
        if (orientation.Target == TargetKind.DigitalSpace && random.Chance(orientation.Need == NeedKind.Social ? 0.4 : 0.06))
        {
            End(orientation, OrientationState.Redirected, random.Pick(Wrong), at.AddMinutes(25), OrientationSide.Receiver, isOpen, random);
        }
        else if (random.Chance(0.9))
        {
            orientation.Outcome = isOpen && random.Chance(0.4) ? null : random.Pick(Outcomes);
            if (orientation.Outcome is not null && at.AddMinutes(45) < now)
            {
                Enter(orientation, OrientationState.Closed, at.AddMinutes(45), SideOf(orientation), random);
            }

            orientation.Outcome = orientation.State == OrientationState.Closed ? orientation.Outcome : null;
        }
    }

    private void End(Orientation orientation, OrientationState state, OrientationReason reason, DateTimeOffset at, OrientationSide side, bool isOpen, DemoDataRandom random)
    {
        if (!isOpen && at < now)
        {
            orientation.Reason = reason;
            Enter(orientation, state, at, side, random);
        }
    }

    private void Enter(Orientation orientation, OrientationState state, DateTimeOffset at, OrientationSide side, DemoDataRandom random)
    {
        (orientation.State, orientation.StateSince) = (state, at);
        var from = state == OrientationState.Expected ? orientation.ExpectedUntil!.Value : DateOnly.FromDateTime(at.ToParis());
        orientation.DueOn = state.IsOpen() ? OrientationRules.AddWorkingDays(from, 3) : null;
        orientation.EscalatesOn = state.IsOpen() ? OrientationRules.AddWorkingDays(from, 8) : null;
        if (side != OrientationSide.Sender)
        {
            orientation.NewsAt = at;
            orientation.NewsSeenAt = at < now.AddDays(-3) || random.Chance(0.4) ? at.AddHours(2) : null;
        }

        Steps.Add(new OrientationStep
        {
            OrientationId = orientation.Id,
            At = at,
            Side = side,
            ById = side == OrientationSide.Sender ? orientation.SenderId : side == OrientationSide.Partner ? null : people[random.Below(people.Count)].Id,
            State = state,
            Reason = orientation.Reason,
            Outcome = state == OrientationState.Closed ? orientation.Outcome : null,
            Proof = state == OrientationState.Arrived ? orientation.Proof : null,
        });
    }

    private static OrientationSide SideOf(Orientation orientation) => orientation.Target == TargetKind.Partner ? OrientationSide.Partner : OrientationSide.Receiver;
}
