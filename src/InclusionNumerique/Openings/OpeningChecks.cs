using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>What a rule or one of its days must respect.</summary>
internal static class OpeningChecks
{
    // Rules come back every 1 to 4 weeks: 12 weeks hold every way in which two of them can meet. Days that are different are few, and looked at one by one.
    private const string Meeting = """
        SELECT x::date AS day, r.site_id, r.starts_at, r.ends_at
        FROM opening_rules mine
        JOIN opening_rules r ON r.mediator_id = mine.mediator_id AND r.id <> mine.id AND r.weekday = mine.weekday AND r.starts_at < mine.ends_at AND r.ends_at > mine.starts_at
        CROSS JOIN LATERAL generate_series(
            greatest(mine.valid_from, r.valid_from, {1})::timestamp, greatest(mine.valid_from, r.valid_from, {1})::timestamp + interval '12 weeks', interval '1 day') x
        WHERE mine.id = {0} AND extract(isodow FROM x) = mine.weekday
            AND (mine.valid_to IS NULL OR x::date <= mine.valid_to) AND (r.valid_to IS NULL OR x::date <= r.valid_to)
            AND (date_trunc('week', x)::date - date_trunc('week', mine.valid_from::timestamp)::date) / 7 % mine.every_weeks = 0
            AND (date_trunc('week', x)::date - date_trunc('week', r.valid_from::timestamp)::date) / 7 % r.every_weeks = 0
        UNION ALL
        SELECT a.day, b.site_id, (b.starts_at AT TIME ZONE 'Europe/Paris')::time, (b.ends_at AT TIME ZONE 'Europe/Paris')::time
        FROM (SELECT DISTINCT day FROM opening_exceptions WHERE day >= {1} AND NOT is_cancelled) e
        CROSS JOIN LATERAL opening_periods(e.day, e.day) a
        CROSS JOIN LATERAL opening_periods(e.day, e.day) b
        WHERE a.rule_id = {0} AND b.rule_id <> {0} AND a.mediator_id = b.mediator_id AND a.starts_at < b.ends_at AND a.ends_at > b.starts_at
        ORDER BY 1 LIMIT 1
        """;

    private const string DayMeeting = """
        SELECT b.day, b.site_id, (b.starts_at AT TIME ZONE 'Europe/Paris')::time AS starts_at, (b.ends_at AT TIME ZONE 'Europe/Paris')::time AS ends_at
        FROM opening_periods({1}, {1}) a
        JOIN opening_periods({1}, {1}) b ON a.mediator_id = b.mediator_id AND a.rule_id <> b.rule_id AND a.starts_at < b.ends_at AND a.ends_at > b.starts_at
        WHERE a.rule_id = {0} LIMIT 1
        """;

    private sealed record Met(DateOnly Day, int SiteId, TimeOnly StartsAt, TimeOnly EndsAt);

    public static List<Refusal> Rule(SaveOpeningRule.Form form, DateOnly today)
    {
        var refusals = new List<Refusal>();
        Require(refusals, nameof(form.MediatorId), form.MediatorId is not null, "Choisissez qui reçoit.");
        Require(refusals, nameof(form.SiteId), form.SiteId is not null, "Choisissez le site.");
        Require(refusals, nameof(form.Kind), form.Kind is { } kind && Enum.IsDefined(kind), "Choisissez : sans rendez-vous ou sur rendez-vous.");
        Require(refusals, nameof(form.Weekday), form.Weekday is >= 1 and <= 7, "Choisissez le jour de la semaine.");
        Require(refusals, nameof(form.EveryWeeks), form.EveryWeeks is >= 1 and <= OpeningRule.EveryMost, "Choisissez toutes les semaines, ou une semaine sur deux, trois ou quatre.");
        Hours(refusals, form.StartsAt, form.EndsAt);
        Require(refusals, nameof(form.From), form.From is { } from && from >= today && from <= today.AddYears(SaveOpeningRule.YearsAheadMost), "Indiquez le premier jour : aujourd’hui, ou plus tard dans les deux ans.");
        Require(refusals, nameof(form.To), form.To is null || (form.To >= form.From && form.To <= today.AddYears(2 * SaveOpeningRule.YearsAheadMost)), "Le dernier jour vient après le premier, dans les quatre ans.");
        return refusals;
    }

    public static void Hours(List<Refusal> refusals, TimeOnly? startsAt, TimeOnly? endsAt)
    {
        Require(refusals, "StartsAt", startsAt >= OpeningRule.Earliest && startsAt < OpeningRule.Latest, "Indiquez l’heure de début, entre 7 h et 21 h (exemple : 09:30).");
        Require(refusals, "EndsAt", endsAt > OpeningRule.Earliest && endsAt <= OpeningRule.Latest, "Indiquez l’heure de fin, entre 7 h et 21 h (exemple : 12:30).");
        if (refusals.All(r => r.Field is not ("StartsAt" or "EndsAt")))
        {
            Require(refusals, "EndsAt", endsAt > startsAt, "L’heure de fin vient après celle du début.");
            Require(refusals, "StartsAt", IsRound(startsAt!.Value), "De 5 en 5 minutes (exemple : 09:30).");
            Require(refusals, "EndsAt", IsRound(endsAt!.Value), "De 5 en 5 minutes (exemple : 12:30).");
        }
    }

    private static bool IsRound(TimeOnly time) => time.Ticks % (5 * TimeSpan.TicksPerMinute) == 0;

    public static void Require(List<Refusal> refusals, string field, bool isGood, string message)
    {
        if (!isGood)
        {
            refusals.Add(new Refusal(field, message));
        }
    }

    /// <summary>Mediators receive in any way, volunteers without appointments alone; both at their own sites.</summary>
    public static async Task<Outcome?> WhoAsync(InclusionDb db, Guid mediatorId, int siteId, OpeningKind kind, CancellationToken cancellation)
    {
        var who = await db.Users.Where(p => p.Id == mediatorId && p.DisabledAt == null).Select(p => new { p.Roles, IsThere = p.Sites.Any(s => s.Id == siteId && s.IsActive) }).SingleOrDefaultAsync(cancellation);
        return who switch
        {
            null => Outcome.Refused("MediatorId", "Ce compte n’est plus actif. Choisissez quelqu’un d’autre."),
            { IsThere: false } => Outcome.Refused("MediatorId", "Cette personne ne travaille pas à ce site. Choisissez quelqu’un d’autre, ou un autre site."),
            _ when who.Roles.Contains(Role.Mediator) => null,
            _ when !who.Roles.Contains(Role.Volunteer) => Outcome.Refused("MediatorId", "Cette personne ne reçoit pas : elle n’a pas le rôle de la médiation."),
            _ => kind == OpeningKind.WalkIn ? null : Outcome.Refused("Kind", "Une personne bénévole reçoit sans rendez-vous seulement."),
        };
    }

    /// <summary>The same for one day of a rule whose exception has just been written.</summary>
    public static async Task<Outcome?> DayOverlapAsync(InclusionDb db, Guid ruleId, DateOnly day, CancellationToken cancellation)
    {
        var met = (await db.Database.SqlQueryRaw<Met>(DayMeeting, ruleId, day).ToListAsync(cancellation)).FirstOrDefault();
        return met is null ? null : await SaidAsync(db, met, "MediatorId", cancellation);
    }

    /// <summary>Nobody receives in two places at once: said with the first day on which it would happen. The rule must be written already.</summary>
    public static async Task<Outcome?> OverlapAsync(InclusionDb db, OpeningRule rule, DateOnly today, CancellationToken cancellation)
    {
        var met = (await db.Database.SqlQueryRaw<Met>(Meeting, rule.Id, today).ToListAsync(cancellation)).FirstOrDefault();
        return met is null ? null : await SaidAsync(db, met, "StartsAt", cancellation);
    }

    private static async Task<Outcome> SaidAsync(InclusionDb db, Met met, string field, CancellationToken cancellation)
    {
        var site = await db.Sites.Where(s => s.Id == met.SiteId).Select(s => s.ShortName).SingleAsync(cancellation);
        return Outcome.Refused(field, $"Cette personne reçoit déjà à ce moment : {site}, {FrenchTime.Hours(met.StartsAt, met.EndsAt)}, le {FrenchTime.Day(met.Day)} par exemple.");
    }
}
