using System.Globalization;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>As much as recognises a person at the door.</summary>
public sealed record VisitorHit(Guid Id, string Name, string Code);

public sealed record VisitorLine(Guid Id, string Name, string Code, string Site, string? Language, string? PreferredMediator, DateOnly? LastVisit, int Open);

public sealed record VisitorPageOf<T>(IReadOnlyList<T> Rows, bool HasMore);

public sealed record FollowUpLine(Guid Id, Guid VisitorId, string Name, FollowUpKind Kind, string? Text, DateOnly DueOn, string? AssignedTo, DateTimeOffset? DoneAt, string? DoneBy);

public sealed record CheckupLine(RightsCheckupState State, DateTimeOffset At, string By);

/// <summary>One visit of the person; what was noted in it stays on the visit's own page.</summary>
public sealed record TimelineRow(Guid VisitId, DateTimeOffset ArrivedAt, VisitState State, int SiteId, string Site, IReadOnlyList<SessionSummary> Sessions);

public sealed record VisitorFile(
    Guid Id, uint Version, int SiteId, string Site, string? Institution, string Name, string Code, string? Needs, int? LanguageId, string? Language,
    Guid? PreferredMediatorId, string? PreferredMediator, short ConsentVersion, DateTimeOffset ConsentAt, bool IsShared,
    IReadOnlyList<TimelineRow> Visits, IReadOnlyList<FollowUpLine> FollowUps, IReadOnlyList<CheckupLine> Checkups);

public sealed class VisitorQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 25;

    private const int HitsMost = 5;

    private const int TimelineMost = 50;

    /// <summary>Files by name, forgiving accents and spelling, or by code; without a text, the latest ones.</summary>
    /// <param name="page">From 1.</param>
    public async Task<VisitorPageOf<VisitorLine>> SearchAsync(string? text, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("VisitorQueries.SearchAsync"))
        {
            return new([], false);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rows = await Found(VisitorsSeenBy.Filter(db.Visitors, actor), text)
            .Skip((page - 1) * PageSize).Take(PageSize + 1)
            .Select(v => new VisitorLine(
                v.Id, v.Name, v.Code, v.Site!.ShortName, v.Language!.Label, v.PreferredMediator!.DisplayName,
                db.Visits.Where(x => x.VisitorId == v.Id).Max(x => (DateOnly?)x.Day),
                db.FollowUps.Count(f => f.VisitorId == v.Id && f.DoneAt == null)))
            .ToListAsync(cancellation);
        return new([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    /// <summary>Who may be at the door: up to five files of the site, by name or code.</summary>
    public async Task<IReadOnlyList<VisitorHit>> RecogniseAsync(string text, int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("VisitorQueries.RecogniseAsync", siteId) || string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await Found(VisitorsSeenBy.Filter(db.Visitors, actor).Where(v => v.SiteId == siteId), text)
            .Take(HitsMost).Select(v => new VisitorHit(v.Id, v.Name, v.Code)).ToListAsync(cancellation);
    }

    /// <summary>The whole file; null when the actor may not see it. That it was read is noted.</summary>
    public async Task<VisitorFile?> FileAsync(Guid visitorId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("VisitorQueries.FileAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var file = await VisitorsSeenBy.Filter(db.Visitors.AsNoTracking(), actor).Where(v => v.Id == visitorId).Select(v => new VisitorFile(
            v.Id, v.Version, v.SiteId, v.Site!.ShortName, db.Institutions.Where(i => i.Id == v.InstitutionId).Select(i => i.ShortName).FirstOrDefault(), v.Name, v.Code, v.Needs,
            v.LanguageId, v.Language!.Label, v.PreferredMediatorId, v.PreferredMediator!.DisplayName, v.ConsentVersion, v.ConsentAt, v.IsShared,
            db.Visits.Where(x => x.VisitorId == v.Id).OrderByDescending(x => x.ArrivedAt).Take(TimelineMost).Select(x => new TimelineRow(
                x.Id, x.ArrivedAt, x.State, x.SiteId, x.Site!.ShortName, x.Sessions.OrderBy(s => s.StartedAt).Select(s => new SessionSummary(
                    s.Id, s.Mediator!.DisplayName, s.Minutes,
                    s.Requests.OrderBy(r => r.Position).Select(r => r.Organisation != null ? r.Organisation.Label : r.Theme!.Label).ToList(),
                    s.Requests.OrderBy(r => r.Position).Select(r => r.Outcome).FirstOrDefault())).ToList())).ToList(),
            new List<FollowUpLine>(), new List<CheckupLine>())).SingleOrDefaultAsync(cancellation);
        if (file is null)
        {
            return null;
        }

        db.Audit(actor, clock.GetUtcNow(), "VisitorQueries.FileAsync", nameof(Visitor), visitorId, file.SiteId);
        await db.SaveChangesAsync(cancellation);
        return file with
        {
            FollowUps = await Lines(db.FollowUps.Where(f => f.VisitorId == visitorId).OrderBy(f => f.DoneAt != null).ThenBy(f => f.DoneAt == null ? (DateOnly?)f.DueOn : null).ThenByDescending(f => f.DoneAt).Take(TimelineMost)).ToListAsync(cancellation),
            Checkups = await db.RightsCheckups.Where(c => c.VisitorId == visitorId).OrderByDescending(c => c.At).Take(TimelineMost).Select(c => new CheckupLine(c.State, c.At, c.By!.DisplayName)).ToListAsync(cancellation),
        };
    }

    /// <summary>What is to do, the most overdue first: by the actor and by anybody, or by the actor alone.</summary>
    public async Task<VisitorPageOf<FollowUpLine>> FollowUpsAsync(bool onlyMine, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("VisitorQueries.FollowUpsAsync"))
        {
            return new([], false);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var seen = VisitorsSeenBy.Filter(db.Visitors, actor);
        var rows = await Lines(db.FollowUps
            .Where(f => f.DoneAt == null && seen.Any(v => v.Id == f.VisitorId) && (!onlyMine || f.AssignedToId == actor.Id))
            .OrderBy(f => f.DueOn).ThenBy(f => f.CreatedAt).ThenBy(f => f.Id).Skip((page - 1) * PageSize).Take(PageSize + 1)).ToListAsync(cancellation);
        return new([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    /// <summary>Files whose name is like the text; the database's trigram index finds them.</summary>
    internal static IQueryable<Visitor> Similar(IQueryable<Visitor> visitors, string text)
    {
        var plain = Plain(text);
        return visitors.Where(v => EF.Functions.TrigramsAreWordSimilar(plain, InclusionDb.PlainName(v.Name)) || InclusionDb.PlainName(v.Name).Contains(plain))
            .OrderByDescending(v => EF.Functions.TrigramsWordSimilarity(plain, InclusionDb.PlainName(v.Name))).ThenBy(v => v.Id);
    }

    /// <summary>Files that may well be of the same person: closer than what a search shows.</summary>
    internal static IQueryable<Visitor> MaybeSame(IQueryable<Visitor> visitors, string name)
    {
        var plain = Plain(name);
        return Similar(visitors, name).Where(v => EF.Functions.TrigramsSimilarity(InclusionDb.PlainName(v.Name), plain) >= 0.45);
    }

    private static IQueryable<Visitor> Found(IQueryable<Visitor> visitors, string? text) =>
        string.IsNullOrWhiteSpace(text) ? visitors.OrderByDescending(v => v.CreatedAt).ThenBy(v => v.Id)
        : VisitorCode.Read(text) is { } code ? visitors.Where(v => v.Code == code).OrderBy(v => v.Id)
        : Similar(visitors, text);

    private static IQueryable<FollowUpLine> Lines(IQueryable<FollowUp> followUps) => followUps.Select(f => new FollowUpLine(
        f.Id, f.VisitorId, f.Visitor!.Name, f.Kind, f.Text, f.DueOn, f.AssignedTo!.DisplayName, f.DoneAt, f.DoneBy!.DisplayName));

    // As plain_name of the database does it; what cannot be stored cannot be found either.
    private static string Plain(string text)
    {
        var kept = string.Concat(text.Trim().ToLowerInvariant().Where(c => c != '\0' && !char.IsSurrogate(c))).Replace("œ", "oe").Replace("æ", "ae");
        var letters = (kept.Length > Visitor.NameMost ? kept[..Visitor.NameMost] : kept).Normalize(NormalizationForm.FormD);
        return string.Concat(letters.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
    }
}
