using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>The directory of the places that help outside the house: who, what, when, where.</summary>
public sealed class PartnerQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <summary>What was checked longer ago is to be checked again.</summary>
    public const int VerifiedMonths = 6;

    private const int ChoicesMost = 10;
    private const int FewMost = 500;

    /// <summary>A page of the places that answer the filter: nearest first when near a site, by name otherwise.</summary>
    /// <param name="page">From 1.</param>
    public async Task<PartnersPage> SearchAsync(PartnerFilter filter, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("PartnerQueries.SearchAsync"))
        {
            return new([], 0, false);
        }

        var local = clock.GetUtcNow().ToParis();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await FoundAsync(db, filter, actor, local, cancellation);
        var ordered = found.ByName();
        if (filter.NearSiteId is { } siteId)
        {
            var site = await db.Sites.Where(s => s.Id == siteId && s.Latitude != null && s.Longitude != null).Select(s => new { s.Latitude, s.Longitude }).SingleOrDefaultAsync(cancellation);
            found = found.Where(p => site != null && p.Latitude != null);
            ordered = found.Nearest(site?.Latitude ?? 0, site?.Longitude ?? 0);
        }

        var lines = await ordered.Skip((page - 1) * PageSize).Take(PageSize + 1).Select(n => new Line(
            n.Partner.Id, n.Partner.Name, n.Partner.Town, n.Partner.Columns[PlaceStandard.Address], n.Partner.District!.Label, n.Partner.Services, n.Partner.Columns[PlaceStandard.Hours],
            n.Partner.ClosedFrom, n.Partner.ClosedUntil, n.Partner.Latitude, n.Partner.Longitude, n.Distance, n.Partner.VerifiedAt, n.Partner.IsHidden)).ToListAsync(cancellation);
        var total = await found.CountAsync(cancellation);
        return new([.. lines.Take(PageSize).Select(l => RowOf(l, local))], total, lines.Count > PageSize);
    }

    /// <summary>All that is known of a place; hidden ones too, since what was sent there keeps them.</summary>
    public async Task<PartnerDetail?> PartnerAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("PartnerQueries.PartnerAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Partners.Where(p => p.Id == id).Select(p => new PartnerDetail(
            p.Id, p.Version, p.Producer, p.Name, p.Town, p.Columns, p.Unknown, p.Latitude, p.Longitude, p.UpdatedOn, p.MissingSince, p.DirectLine, p.ProfessionalHours, p.HowToRefer,
            p.DistrictId, p.District!.Label, p.ClosedFrom, p.ClosedUntil, p.ClosedWhy, p.IsHidden, p.VerifiedAt, p.VerifiedBy!.DisplayName, p.VerifiedHow)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The first places for a picker, by words of their name, town or services; none that is hidden.</summary>
    public async Task<IReadOnlyList<PartnerChoice>> ChoicesAsync(string? text, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("PartnerQueries.ChoicesAsync"))
        {
            return [];
        }

        var local = clock.GetUtcNow().ToParis();
        var today = DateOnly.FromDateTime(local);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await (await db.Partners.Where(p => !p.IsHidden).WithTextAsync(db, text, cancellation)).ByName().Take(ChoicesMost).Select(n => n.Partner)
            .Select(p => new { p.Id, p.Name, p.Town, p.ClosedFrom, p.ClosedUntil, p.HowToRefer, Hours = p.Columns[PlaceStandard.Hours] }).ToListAsync(cancellation);
        return [.. found.Select(p => new PartnerChoice(
            p.Id, p.Name, p.Town, Partner.IsClosed(p.ClosedFrom, p.ClosedUntil, today), PartnerHours.At(p.Hours, p.ClosedFrom, p.ClosedUntil, local).IsOpen == true, p.HowToRefer))];
    }

    /// <summary>The places that nobody has checked for six months, those never checked first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<VerificationsPage> VerificationsDueAsync(int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("PartnerQueries.VerificationsDueAsync"))
        {
            return new([], 0, false);
        }

        var since = DueSince(clock.GetUtcNow());
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var due = db.Partners.Where(p => !p.IsHidden && (p.VerifiedAt == null || p.VerifiedAt < since));
        var rows = await due.OrderBy(p => p.VerifiedAt != null).ThenBy(p => p.VerifiedAt).ThenBy(p => EF.Functions.Collate(p.SearchText, "C")).ThenBy(p => p.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1).Select(p => new VerificationDue(p.Id, p.Name, p.Town, p.VerifiedAt)).ToListAsync(cancellation);
        return new([.. rows.Take(PageSize)], await due.CountAsync(cancellation), rows.Count > PageSize);
    }

    /// <summary>The sites and districts of the plan and of the filters.</summary>
    public async Task<PartnerPlan> PlanAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("PartnerQueries.PlanAsync"))
        {
            return PartnerPlan.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var districts = await db.Districts.Where(d => d.IsActive).OrderBy(d => d.Position).ThenBy(d => d.Id).Take(FewMost).Select(d => new { d.Id, d.Label, d.Latitude, d.Longitude }).ToListAsync(cancellation);
        return new PartnerPlan(
            await db.Sites.Where(s => s.IsActive && s.Latitude != null && s.Longitude != null).OrderBy(s => s.Id).Take(FewMost)
                .Select(s => new PlanPoint(s.Id, s.ShortName, s.Latitude!.Value, s.Longitude!.Value)).ToListAsync(cancellation),
            [.. districts.Where(d => d.Latitude is not null && d.Longitude is not null).Select(d => new PlanPoint(d.Id, d.Label, d.Latitude!.Value, d.Longitude!.Value))],
            [.. districts.Select(d => new Choice(d.Id, d.Label))]);
    }

    /// <summary>The instant before which a check is too old.</summary>
    public static DateTimeOffset DueSince(DateTimeOffset now) => ParisTime.StartOf(DateOnly.FromDateTime(now.ToParis()).AddMonths(-VerifiedMonths));

    private static async Task<IQueryable<Partner>> FoundAsync(InclusionDb db, PartnerFilter filter, Actor actor, DateTime local, CancellationToken cancellation)
    {
        var seesHidden = actor.Has(Role.Coordinator);
        var seen = db.Partners.AsNoTracking().Where(p => (seesHidden || !p.IsHidden) && (filter.DistrictId == null || p.DistrictId == filter.DistrictId)).WithService(filter.Service);
        var found = await seen.WithTextAsync(db, filter.Text, cancellation);
        return filter.IsOpenNow ? await found.OpenAtAsync(local, cancellation) : found;
    }

    private static PartnerRow RowOf(Line line, DateTime local) => new(
        line.Id, line.Name, line.Town, line.Address, line.District, [.. PlaceStandard.ServiceValues.Where((_, i) => (line.Services & (1 << i)) != 0)],
        PartnerHours.At(line.Hours, line.ClosedFrom, line.ClosedUntil, local), line.Latitude, line.Longitude, line.Distance, line.VerifiedAt, line.IsHidden);

    private sealed record Line(
        Guid Id, string Name, string Town, string Address, string? District, int Services, string Hours, DateOnly? ClosedFrom, DateOnly? ClosedUntil,
        double? Latitude, double? Longitude, double? Distance, DateTimeOffset? VerifiedAt, bool IsHidden);
}
