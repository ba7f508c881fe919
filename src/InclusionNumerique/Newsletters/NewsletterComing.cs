using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Sites;
using InclusionNumerique.Trainings;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <summary>What the coming weeks bring, as lines of a letter: closures, public holidays, when somebody begins or ends to receive somewhere, trainings and workshops.</summary>
internal static class NewsletterComing
{
    private const int DaysAhead = 42;
    private const int LinesMost = 30;

    public static async Task<string> OfAsync(InclusionDb db, DateOnly today, CancellationToken cancellation)
    {
        var last = today.AddDays(DaysAhead);
        var (now, until) = (ParisTime.StartOf(today), ParisTime.StartOf(last.AddDays(1)));
        var closures = await db.Closures.Where(c => c.EndsAt > now && c.StartsAt < until).OrderBy(c => c.StartsAt).ThenBy(c => c.Id).Take(LinesMost)
            .Select(c => new { c.StartsAt, c.EndsAt, c.Label, Site = c.Site!.ShortName }).ToListAsync(cancellation);
        var rules = await db.OpeningRules.Where(r => (r.ValidFrom > today && r.ValidFrom <= last) || (r.ValidTo >= today && r.ValidTo <= last))
            .OrderBy(r => r.ValidFrom > today ? r.ValidFrom : r.ValidTo).ThenBy(r => r.Id).Take(LinesMost)
            .Select(r => new Rule(r.Site!.ShortName, r.Kind, r.Weekday, r.EveryWeeks, r.StartsAt, r.EndsAt, r.ValidFrom, r.ValidTo)).ToListAsync(cancellation);
        var holidays = Enumerable.Range(0, DaysAhead + 1).Select(today.AddDays).Select(day => (Day: day, Name: PublicHolidays.NameOf(day))).Where(h => h.Name is not null);
        List<string> lines =
        [
            .. closures.Select(c => $"- {c.Site ?? "Tous les sites"} fermé{(c.Site is null ? "s" : "")}, {OpeningTexts.Span(c.StartsAt, c.EndsAt)}\u00A0: {c.Label}"),
            .. holidays.Select(h => $"- {FrenchTime.Capital(FrenchTime.Day(h.Day))}, férié ({h.Name})"),
            .. rules.Select(r => Words(r, today)),
            .. await TrainingsAsync(db, now, until, cancellation),
            .. await WorkshopsAsync(db, now, until, cancellation),
        ];
        return lines.Count == 0 ? "Rien de prévu dans les six semaines qui viennent\u00A0: ni fermeture, ni changement de permanence, ni formation, ni atelier." : string.Join('\n', lines);
    }

    private static async Task<IEnumerable<string>> TrainingsAsync(InclusionDb db, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        (await db.TrainingSessions.Where(s => s.State == TrainingState.Planned && s.StartsAt >= now && s.StartsAt < until).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(LinesMost)
            .Select(s => new { s.Module!.Name, Site = s.Site!.ShortName, s.StartsAt, Free = s.Capacity - s.Registrations.Count(r => r.State == RegistrationState.Registered) }).ToListAsync(cancellation))
            .Select(s => $"- Formation «\u00A0{s.Name}\u00A0», {s.Site}, {FrenchTime.Moment(s.StartsAt)}\u00A0: {(s.Free switch { <= 0 => "complet", 1 => "1 place", var free => $"{free} places" })}");

    // A letter goes to colleagues: meetings are in their diaries, workshops are what they tell people of.
    private static async Task<IEnumerable<string>> WorkshopsAsync(InclusionDb db, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        (await db.WorkshopSessions.Where(s => s.Kind == WorkshopKind.Workshop && s.State == WorkshopState.Planned && s.StartsAt >= now && s.StartsAt < until).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(LinesMost)
            .Select(s => new { s.Workshop!.Name, Site = s.Site!.ShortName, s.StartsAt }).ToListAsync(cancellation))
            .Select(s => $"- Atelier «\u00A0{s.Name}\u00A0», {s.Site}, {FrenchTime.Moment(s.StartsAt)}");

    private static string Words(Rule rule, DateOnly today)
    {
        var what = $"{rule.Site}, {OpeningTexts.Rhythm(rule.Weekday, rule.EveryWeeks)}, {FrenchTime.Hours(rule.StartsAt, rule.EndsAt)} ({rule.Kind.Label().ToLowerInvariant()})";
        return rule.ValidFrom > today
            ? $"- Nouvelle permanence à partir du {FrenchTime.ShortDay(rule.ValidFrom)}\u00A0: {what}"
            : $"- Fin d’une permanence le {FrenchTime.ShortDay(rule.ValidTo!.Value)}\u00A0: {what}";
    }

    private sealed record Rule(string Site, OpeningKind Kind, short Weekday, short EveryWeeks, TimeOnly StartsAt, TimeOnly EndsAt, DateOnly ValidFrom, DateOnly? ValidTo);
}
