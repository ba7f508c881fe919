using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>One visit, whole.</summary>
/// <param name="Version">What a correction must send back: it is refused once the visit has changed.</param>
/// <param name="Sessions">Own ones only for who sees only own entries.</param>
public sealed record VisitDetail(
    Guid Id,
    int SiteId,
    string Site,
    DateTimeOffset ArrivedAt,
    Origin Origin,
    VisitState State,
    VisitFacts Facts,
    string? District,
    string? Language,
    Guid RecordedById,
    string RecordedBy,
    DateTimeOffset RecordedAt,
    uint Version,
    IReadOnlyList<VisitSession> Sessions,
    IReadOnlyList<VisitCorrection> Corrections)
{
    /// <summary>What the session's author may change, as it is stored.</summary>
    public VisitForm FormOf(VisitSession session)
    {
        var start = session.StartedAt.ToParis();
        return new VisitForm
        {
            VisitId = Id,
            SessionId = session.Id,
            SiteId = SiteId,
            Day = DateOnly.FromDateTime(start),
            Time = new TimeOnly(start.Hour, start.Minute),
            Origin = Origin,
            Place = session.Place,
            Minutes = session.Minutes,
            Facts = Facts with { },
            Requests = [.. session.Requests.Select(r => r.ToForm())],
            Note = session.Note,
        };
    }
}

public sealed record VisitSession(
    Guid Id, Guid MediatorId, string Mediator, DateTimeOffset StartedAt, int Minutes, Place Place, string? Note, IReadOnlyList<VisitRequest> Requests);

public sealed record VisitRequest(
    int? ThemeId,
    string? Theme,
    int? OrganisationId,
    string? Organisation,
    bool IsFoundOnTheWay,
    HelpLevel? Level,
    ActedBy? ActedBy,
    Keyboard? Keyboard,
    RequestOutcome Outcome,
    int? CauseId,
    string? Cause,
    int? Minutes)
{
    public RequestForm ToForm() => new()
    {
        ThemeId = ThemeId,
        OrganisationId = OrganisationId,
        IsFoundOnTheWay = IsFoundOnTheWay,
        Level = Level,
        ActedBy = ActedBy,
        Keyboard = Keyboard,
        Outcome = Outcome,
        CauseId = CauseId,
        Minutes = Minutes,
    };
}

public sealed record VisitCorrection(DateTimeOffset At, string Author, string Reason);

public sealed partial class VisitQueries
{
    /// <summary>One visit with its notes; the reading is written in the audit trail. Null when there is none that the actor may see.</summary>
    public async Task<VisitDetail?> VisitAsync(Guid visitId, Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf("VisitQueries.VisitAsync");
        if (reach == Reach.None)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var ownerId = reach == Reach.Own ? actor.Id : (Guid?)null;
        var siteIds = actor.SiteIds;
        var visits = db.Visits.AsNoTracking().AsSplitQuery().Where(v => v.Id == visitId
            && (reach == Reach.All || siteIds.Contains(v.SiteId))
            && (ownerId == null || v.Sessions.Any(s => s.MediatorId == ownerId)));
        // Several statements, one instant: a correction stored between them must not mix two versions.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var detail = await Details(db, visits, ownerId).SingleOrDefaultAsync(cancellation);
        if (detail is not null)
        {
            db.Audit(actor, clock.GetUtcNow(), "VisitQueries.VisitAsync", nameof(Visit), visitId, detail.SiteId);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return detail;
    }

    private static IQueryable<VisitDetail> Details(InclusionDb db, IQueryable<Visit> visits, Guid? ownerId) => visits.Select(v => new VisitDetail(
        v.Id,
        v.SiteId,
        v.Site!.ShortName,
        v.ArrivedAt,
        v.Origin,
        v.State,
        v.Facts,
        db.Districts.Where(d => d.Id == v.Facts.DistrictId).Select(d => d.Label).FirstOrDefault(),
        db.Languages.Where(l => l.Id == v.Facts.LanguageId).Select(l => l.Label).FirstOrDefault(),
        v.RecordedById,
        db.Users.Where(p => p.Id == v.RecordedById).Select(p => p.DisplayName).First(),
        v.RecordedAt,
        v.Version,
        v.Sessions.Where(s => ownerId == null || s.MediatorId == ownerId).OrderBy(s => s.StartedAt).ThenBy(s => s.Id).Select(s => new VisitSession(
            s.Id,
            s.MediatorId,
            s.Mediator!.DisplayName,
            s.StartedAt,
            s.Minutes,
            s.Place,
            s.Note,
            s.Requests.OrderBy(r => r.Position).Select(r => new VisitRequest(
                r.ThemeId, r.Theme!.Label, r.OrganisationId, r.Organisation!.Label, r.IsFoundOnTheWay, r.Level, r.ActedBy, r.Keyboard,
                r.Outcome, r.CauseId, r.Cause!.Label, r.Minutes)).ToList())).ToList(),
        v.Corrections.OrderBy(c => c.At).Select(c => new VisitCorrection(c.At, c.Author!.DisplayName, c.Reason)).ToList()));
}
