using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Which visits the history shows and exports. What is asked of requests and of the mediator must hold for one and the same request.</summary>
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
    internal async Task<IQueryable<Visit>> SelectAsync(InclusionDb db, Actor actor, string right, CancellationToken cancellation)
    {
        var reach = actor.ReachOf(right);
        var siteIds = actor.SiteIds;
        var visits = db.Visits.AsNoTracking().Where(v => reach == Reach.All || (reach != Reach.None && siteIds.Contains(v.SiteId)));
        visits = SiteId is { } site ? visits.Where(v => v.SiteId == site) : visits;
        visits = From is { } from ? visits.Where(v => v.Day >= from) : visits;
        visits = To is { } to ? visits.Where(v => v.Day <= to) : visits;
        visits = State is { } state ? visits.Where(v => v.State == state) : visits;
        visits = Origin is { } origin ? visits.Where(v => v.Origin == origin) : visits;
        visits = DistrictId is { } district ? visits.Where(v => v.Facts.DistrictId == district) : visits;
        var ownerId = reach == Reach.Own ? actor.Id : (Guid?)null;
        if (RequestsAsked(db, ownerId) is { } requests)
        {
            visits = visits.Where(v => requests.Any(r => r.Session!.VisitId == v.Id));
        }
        else if (ownerId is not null || MediatorId is not null)
        {
            visits = visits.Where(v => v.Sessions.Any(s => (ownerId == null || s.MediatorId == ownerId) && (MediatorId == null || s.MediatorId == MediatorId)));
        }

        return PlainText.Tidy(Text) is { } text ? await FindAsync(db, visits, ownerId, SearchPattern.Of(text), cancellation) : visits;
    }

    /// <summary>Null when nothing is asked of the requests: visits without any then count too.</summary>
    private IQueryable<Request>? RequestsAsked(InclusionDb db, Guid? ownerId)
    {
        if (ThemeId is null && OrganisationId is null && Outcome is null && CauseId is null)
        {
            return null;
        }

        var requests = db.Requests.AsQueryable();
        requests = ThemeId is { } theme ? requests.Where(r => r.ThemeId == theme) : requests;
        requests = OrganisationId is { } organisation ? requests.Where(r => r.OrganisationId == organisation) : requests;
        requests = Outcome is { } outcome ? requests.Where(r => r.Outcome == outcome) : requests;
        requests = CauseId is { } cause ? requests.Where(r => r.CauseId == cause) : requests;
        requests = MediatorId is { } mediator ? requests.Where(r => r.Session!.MediatorId == mediator) : requests;
        return ownerId is { } owner ? requests.Where(r => r.Session!.MediatorId == owner) : requests;
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
