using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <summary>What the coming weeks bring, as lines of a letter: closures, public holidays, and when somebody begins or ends to receive somewhere.</summary>
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
        ];
        return lines.Count == 0 ? "Aucune fermeture ni changement de permanence prévu dans les six semaines qui viennent." : string.Join('\n', lines);
    }

    private static string Words(Rule rule, DateOnly today)
    {
        var what = $"{rule.Site}, {OpeningTexts.Rhythm(rule.Weekday, rule.EveryWeeks)}, {FrenchTime.Hours(rule.StartsAt, rule.EndsAt)} ({rule.Kind.Label().ToLowerInvariant()})";
        return rule.ValidFrom > today
            ? $"- Nouvelle permanence à partir du {FrenchTime.ShortDay(rule.ValidFrom)}\u00A0: {what}"
            : $"- Fin d’une permanence le {FrenchTime.ShortDay(rule.ValidTo!.Value)}\u00A0: {what}";
    }

    private sealed record Rule(string Site, OpeningKind Kind, short Weekday, short EveryWeeks, TimeOnly StartsAt, TimeOnly EndsAt, DateOnly ValidFrom, DateOnly? ValidTo);
}
