using System.Globalization;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

public sealed class WorkshopFigureQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private static readonly Choice NoTheme = new(int.MaxValue, "Sans thème");

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>The period's workshops at one site, or at all that the actor may see; null when that is none.</summary>
    public async Task<WorkshopReport?> FiguresAsync(FigureFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        filter = Outside.Is(actor, filter.SiteId) ? Outside.SnapToYear(filter, clock.Today()) : filter;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FigureSites.FindAsync(db, filter.SiteId, actor, "WorkshopFigureQueries.FiguresAsync", cancellation) is not var (sites, label))
        {
            return null;
        }

        int[] ids = [.. sites.Select(s => s.Id)];
        var (from, to) = (filter.Period.From, filter.Period.To);
        var found = db.WorkshopSessions.Where(s => ids.Contains(s.SiteId) && s.Day >= from && s.Day <= to && s.State != WorkshopState.Planned);
        var sessions = await found.Select(s => new CountedSession(
            s.Kind, s.SiteId, s.Day, s.State, s.Capacity, s.Headcount, s.Workshop == null ? null : s.Workshop.Level,
            s.Workshop!.Themes.OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => new Choice(t.Id, t.Label)).FirstOrDefault(),
            s.Places.Count(p => p.Attendance == Attendance.Present))).ToListAsync(cancellation);
        var held = db.WorkshopPlaces.Where(p => p.CancelledAt == null && p.Session!.State == WorkshopState.Held && found.Any(s => s.Id == p.SessionId));
        var registered = await PeopleAsync(held.Where(p => !p.IsWalkIn), cancellation);
        var came = await PeopleAsync(held.Where(p => p.Attendance == Attendance.Present), cancellation);
        return Compose(filter, sites, label, sessions, registered, came);
    }

    private static async Task<int> PeopleAsync(IQueryable<WorkshopPlace> places, CancellationToken cancellation) =>
        await places.Where(p => p.VisitorId != null).Select(p => p.VisitorId).Distinct().CountAsync(cancellation) + await places.CountAsync(p => p.VisitorId == null, cancellation);

    private static WorkshopReport Compose(FigureFilter filter, List<Choice> sites, string label, List<CountedSession> all, int registered, int people)
    {
        CountedSession[] workshops = [.. all.Where(s => s.Kind == WorkshopKind.Workshop)];
        // Three people who came to five sessions are three people.
        var total = LineOf("Total", workshops, Shown(people).Mask == Mask.None ? Shown(workshops.Sum(s => s.Came)) : Figure.Withheld);
        WorkshopTable Table(string id, string title, string head, IEnumerable<(string Label, Func<CountedSession, bool> IsIn)> lines) =>
            new(id, title, head, LinesOf(total.Came, [.. lines.Select(l => (l.Label, workshops.Where(l.IsIn).ToArray()))]));
        return new(
            filter, label, total, Shown(registered), Shown(people),
            [
                Table("sites", "Par site", "Site", sites.Select(s => (s.Label, (Func<CountedSession, bool>)(x => x.SiteId == s.Id)))),
                Table("themes", "Par thème principal", "Thème", workshops.Select(s => s.Theme ?? NoTheme).Distinct().OrderBy(t => t.Id).Select(t => (t.Label, (Func<CountedSession, bool>)(x => (x.Theme ?? NoTheme) == t)))),
                Table("niveaux", "Par niveau", "Niveau", Enum.GetValues<WorkshopLevel>().Select(l => (l.Label(), (Func<CountedSession, bool>)(x => x.Level == l)))),
                Table("mois", "Par mois", "Mois", Months(filter.Period).Select(m => (m.ToString("MMMM yyyy", French), (Func<CountedSession, bool>)(x => x.Day.Year == m.Year && x.Day.Month == m.Month)))),
            ],
            [.. Enum.GetValues<WorkshopKind>().Where(k => k != WorkshopKind.Workshop).Select(k => GroupOf(k, [.. all.Where(s => s.Kind == k)]))]);
    }

    // The comings of the lines add up to the total that the reader sees.
    private static WorkshopLine[] LinesOf(Figure total, (string Label, CountedSession[] Sessions)[] lines)
    {
        var disclosure = new Disclosure();
        var cells = lines.Select(l => disclosure.Add(l.Sessions.Sum(s => s.Came))).ToArray();
        if (total.Mask == Mask.None)
        {
            disclosure.Hide();
        }

        // That nobody came to what did not take place is no secret.
        return [.. lines.Select((l, i) => LineOf(l.Label, l.Sessions, total.Mask == Mask.None || l.Sessions.All(s => s.State != WorkshopState.Held) ? disclosure[cells[i]] : Figure.Withheld))];
    }

    private static WorkshopLine LineOf(string label, CountedSession[] sessions, Figure came)
    {
        var held = sessions.Where(s => s.State == WorkshopState.Held).ToArray();
        return new(label, held.Length, sessions.Length - held.Length, held.Sum(s => s.Capacity ?? 0), came);
    }

    private static GroupLine GroupOf(WorkshopKind kind, CountedSession[] sessions) =>
        new(kind, sessions.Count(s => s.State == WorkshopState.Held), sessions.Count(s => s.State == WorkshopState.Cancelled), Shown(sessions.Sum(s => s.Headcount ?? 0)));

    private static Figure Shown(int people) => Disclosure.IsFew(people) ? Figure.Small : Figure.Of(people);

    private static IEnumerable<DateOnly> Months(FigurePeriod period)
    {
        for (var month = new DateOnly(period.From.Year, period.From.Month, 1); month <= period.To; month = month.AddMonths(1))
        {
            yield return month;
        }
    }
}
