using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>The visits that a filter selects, and the requests or sessions that it selects them by.</summary>
internal sealed record HistorySelection(IQueryable<Visit> Visits, IQueryable<Request>? Requests, IQueryable<Session>? Sessions);

/// <summary>
/// Which visits the history shows and exports. What is asked of requests and of the mediator must hold for one and the same request; the days and the site are then those
/// of its session, as the figures count them.
/// </summary>
public sealed record HistoryFilter
{
    public const int TextMost = 100;

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public int? SiteId { get; init; }

    public Guid? MediatorId { get; init; }

    public int? ThemeId { get; init; }

    public int? OrganisationId { get; init; }

    public RequestOutcome? Outcome { get; init; }

    public int? CauseId { get; init; }

    public VisitState? State { get; init; }

    public Origin? Origin { get; init; }

    public int? DistrictId { get; init; }

    /// <summary>Only who lives in a priority district; false: in another one.</summary>
    public bool? IsPriority { get; init; }

    /// <summary>What a figure was about, where no other field says it.</summary>
    public HistoryLine? Line { get; init; }

    /// <summary>Looked for in the notes and in the labels of what was asked. May hold personal words: never in an address or a log.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, nameof(Text), Text, TextMost);
        if (From > To)
        {
            refusals.Add(new Refusal(nameof(To), "La fin de la période est avant son début. Corrigez une des deux dates."));
        }

        return refusals;
    }

    /// <summary>The visits that the filter selects among those that the right named lets the actor see.</summary>
    internal async Task<HistorySelection> SelectAsync(InclusionDb db, Actor actor, string right, CancellationToken cancellation)
    {
        var reach = actor.ReachOf(right);
        var siteIds = actor.SiteIds;
        var visits = db.Visits.AsNoTracking().Where(v => reach == Reach.All || (reach != Reach.None && siteIds.Contains(v.SiteId)));
        visits = State is { } state ? visits.Where(v => v.State == state) : visits;
        visits = Origin is { } origin ? visits.Where(v => v.Origin == origin) : visits;
        visits = DistrictId is { } district ? visits.Where(v => v.Facts.DistrictId == district) : visits;
        visits = IsPriority is { } isPriority ? visits.Where(v => db.Districts.Any(d => d.Id == v.Facts.DistrictId && d.IsPriority == isPriority)) : visits;
        visits = Line?.Of(visits, db.Districts, db.Users) ?? visits;
        var ownerId = reach == Reach.Own ? actor.Id : (Guid?)null;
        var sessions = Within(db.Sessions.Where(s => (ownerId == null || s.MediatorId == ownerId) && (MediatorId == null || s.MediatorId == MediatorId)));
        var (asked, requests) = (Line?.Of(sessions, db.Users) ?? sessions, RequestsAsked(db));
        var isAsked = MediatorId is not null || Line is { IsOfSessions: true };
        visits = (requests, isAsked) switch
        {
            ({ } some, _) => Near(visits).Where(v => sessions.Any(s => s.VisitId == v.Id && some.Any(r => r.SessionId == s.Id))),
            (null, true) => Near(visits).Where(v => asked.Any(s => s.VisitId == v.Id)),
            _ => Within(ownerId is null ? visits : visits.Where(v => v.Sessions.Any(s => s.MediatorId == ownerId))),
        };
        visits = PlainText.Tidy(Text) is { } text ? await FindAsync(db, visits, ownerId, SearchPattern.Of(text), cancellation) : visits;
        return new(visits, requests?.Where(r => sessions.Any(s => s.Id == r.SessionId && visits.Any(v => v.Id == s.VisitId))), isAsked ? asked.Where(s => visits.Any(v => v.Id == s.VisitId)) : null);
    }

    private IQueryable<Visit> Within(IQueryable<Visit> visits)
    {
        visits = SiteId is { } site ? visits.Where(v => v.SiteId == site) : visits;
        visits = From is { } from ? visits.Where(v => v.Day >= from) : visits;
        return To is { } to ? visits.Where(v => v.Day <= to) : visits;
    }

    private IQueryable<Session> Within(IQueryable<Session> sessions)
    {
        var (start, end) = Instants();
        sessions = SiteId is { } site ? sessions.Where(s => s.SiteId == site) : sessions;
        sessions = start is null ? sessions : sessions.Where(s => s.StartedAt >= start);
        return end is null ? sessions : sessions.Where(s => s.StartedAt < end);
    }

    // Nobody is received a month from the arrival: the latest visits of an old period are not looked for among all that came since.
    private IQueryable<Visit> Near(IQueryable<Visit> visits)
    {
        var (start, end) = Instants();
        (start, end) = (start?.AddDays(-31), end?.AddDays(31));
        visits = start is null ? visits : visits.Where(v => v.ArrivedAt >= start);
        return end is null ? visits : visits.Where(v => v.ArrivedAt < end);
    }

    // The first and last years that a calendar has are no instants at Europe/Paris; nothing is as old or as late.
    private (DateTimeOffset? Start, DateTimeOffset? End) Instants() =>
        (From is { Year: > 1 } from ? ParisTime.StartOf(from) : null, To is { Year: < 9999 } to ? ParisTime.StartOf(to.AddDays(1)) : null);

    /// <summary>Null when nothing is asked of the requests: visits without any then count too.</summary>
    private IQueryable<Request>? RequestsAsked(InclusionDb db)
    {
        var line = Line?.Of(db.Requests, db.Sessions, db.Users);
        if (ThemeId is null && OrganisationId is null && Outcome is null && CauseId is null && line is null)
        {
            return null;
        }

        var requests = line ?? db.Requests;
        requests = ThemeId is { } theme ? requests.Where(r => r.ThemeId == theme) : requests;
        requests = OrganisationId is { } organisation ? requests.Where(r => r.OrganisationId == organisation) : requests;
        requests = Outcome is { } outcome ? requests.Where(r => r.Outcome == outcome) : requests;
        return CauseId is { } cause ? requests.Where(r => r.CauseId == cause) : requests;
    }

    // The lists are read first: a handful of ids is compared much faster than three labels per request.
    private static async Task<IQueryable<Visit>> FindAsync(InclusionDb db, IQueryable<Visit> visits, Guid? ownerId, string pattern, CancellationToken cancellation)
    {
        var themes = await IdsAsync(db.Themes, pattern, cancellation);
        var organisations = await IdsAsync(db.Organisations, pattern, cancellation);
        var causes = await IdsAsync(db.FailureCauses, pattern, cancellation);
        var sessions = visits.SelectMany(v => v.Sessions).Where(s => ownerId == null || s.MediatorId == ownerId);
        var found = sessions.Where(s => Regex.IsMatch(s.Note!, pattern, RegexOptions.IgnoreCase)).Select(s => s.VisitId);
        if (themes.Count + organisations.Count + causes.Count > 0)
        {
            // Two plain searches side by side: one with "or" over both tables could use no index of either.
            found = found.Concat(
                from s in sessions
                from r in s.Requests
                where themes.Contains(r.ThemeId!.Value) || organisations.Contains(r.OrganisationId!.Value) || causes.Contains(r.CauseId!.Value)
                select s.VisitId);
        }

        return db.Visits.AsNoTracking().Where(v => found.Contains(v.Id));
    }

    private static Task<List<int>> IdsAsync<T>(IQueryable<T> items, string pattern, CancellationToken cancellation)
        where T : ListItem => items.Where(i => Regex.IsMatch(i.Label, pattern, RegexOptions.IgnoreCase)).Select(i => i.Id).ToListAsync(cancellation);
}
