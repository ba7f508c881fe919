using InclusionNumerique.Queue;
using InclusionNumerique.Sites;
using InclusionNumerique.Workstations;

namespace InclusionNumerique.Data;

/// <summary>Who receives, and who sits at a computer, at the desks that are open when the demo starts.</summary>
internal static class DemoDataToday
{
    public static IEnumerable<Presence> Presences(IReadOnlyList<Site> sites, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.ToParis());
        return OpenSlots(sites, now).Select(slot => new Presence
        {
            ProfessionalId = DemoData.AccountId(slot.Account),
            SiteId = slot.SiteId,
            Day = day,
            Since = slot.OpensAt(day),
            Until = slot.Closes,
            Place = DemoData.IsVolunteer(slot.Account) ? "Bureau 2" : null,
        });
    }

    /// <summary>Two people a site at most, who have no number: one for a short while, one for long.</summary>
    public static IEnumerable<WorkstationUse> Uses(IReadOnlyList<Site> sites, IReadOnlyList<Workstation> workstations, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.ToParis());
        foreach (var slot in OpenSlots(sites, now).DistinctBy(s => s.SiteId))
        {
            var free = workstations.Where(w => w.SiteId == slot.SiteId && w.IsActive).OrderBy(w => w.Id).Take(2);
            var open = (now - slot.OpensAt(day)).TotalMinutes;
            foreach (var (workstation, minutes) in free.Zip([12.0, 50.0]).Where(p => p.Second <= open))
            {
                var random = new DemoDataRandom(day.DayNumber, workstation.Id, 5);
                yield return new WorkstationUse
                {
                    Id = random.Id(now.AddMinutes(-minutes)),
                    WorkstationId = workstation.Id,
                    StartedAt = now.AddMinutes(-minutes),
                    StartedById = DemoData.AccountId(slot.Account),
                };
            }
        }
    }

    private static IEnumerable<DemoSlot> OpenSlots(IReadOnlyList<Site> sites, DateTimeOffset now) =>
        DemoDataCalendar.Slots.Where(s => DemoDataCalendar.IsOpenAt(s, now) && sites.Any(i => i.Id == s.SiteId && i.OpenedOn <= DateOnly.FromDateTime(now.ToParis())));
}
