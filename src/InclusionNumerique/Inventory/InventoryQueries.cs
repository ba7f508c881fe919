using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Inventory;

/// <summary>The things of the sites, and who has them.</summary>
public sealed class InventoryQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PageSize = 30;

    private const int FewMost = 500;

    /// <summary>A page of the inventory, by site and name.</summary>
    /// <param name="page">From 1.</param>
    public async Task<EquipmentListPage> ListAsync(EquipmentFilter filter, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("InventoryQueries.ListAsync"))
        {
            return EquipmentListPage.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = Seen(db, "InventoryQueries.ListAsync", actor).Where(e => (filter.SiteId == null || e.SiteId == filter.SiteId) && (filter.Kind == null || e.Kind == filter.Kind)
            && (filter.State == null ? e.State != EquipmentState.Retired : e.State == filter.State));
        var rows = await found.OrderBy(e => e.SiteId).ThenBy(e => e.Kind).ThenBy(e => e.Name).ThenBy(e => e.Id).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize + 1)
            .Select(e => new EquipmentRow(
                e.Id, e.Version, e.SiteId, e.Site!.ShortName, e.Kind, e.Name, e.InventoryNumber, e.State, e.Note,
                db.EquipmentLoans.Where(l => l.EquipmentId == e.Id && l.State == LoanState.Lent).Select(l => (DateTimeOffset?)l.EndsAt).FirstOrDefault(),
                db.EquipmentLoans.Where(l => l.EquipmentId == e.Id && l.State == LoanState.Reserved && l.EndsAt > clock.GetUtcNow()).Min(l => (DateTimeOffset?)l.StartsAt)))
            .ToListAsync(cancellation);
        return new EquipmentListPage([.. rows.Take(PageSize)], await found.CountAsync(cancellation), rows.Count > PageSize);
    }

    /// <summary>What is out and what is reserved: overdue first, then what is due back soonest, then reservations.</summary>
    public async Task<IReadOnlyList<LoanRow>> LoansAsync(int? siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("InventoryQueries.LoansAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var seen = Seen(db, "InventoryQueries.LoansAsync", actor).Where(e => siteId == null || e.SiteId == siteId);
        return await Rows(db.EquipmentLoans.Where(l => (l.State == LoanState.Lent || l.State == LoanState.Reserved) && seen.Any(e => e.Id == l.EquipmentId))
            .OrderByDescending(l => l.State).ThenBy(l => l.State == LoanState.Lent ? l.EndsAt : l.StartsAt).ThenBy(l => l.Id).Take(FewMost), now).ToListAsync(cancellation);
    }

    /// <summary>One loan with what its paper says; null for who may not see it.</summary>
    public async Task<LoanSlipView?> SlipAsync(Guid loanId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("InventoryQueries.SlipAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var (now, seen) = (clock.GetUtcNow(), Seen(db, "InventoryQueries.SlipAsync", actor));
        var loans = db.EquipmentLoans.Where(l => l.Id == loanId && seen.Any(e => e.Id == l.EquipmentId));
        if (await Rows(loans, now).SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }

        return await loans.Select(l => new LoanSlipView(
            row, l.Equipment!.Site!.Name, l.Equipment.Site.Address, l.Equipment.Site.Phone, db.Users.Where(p => p.Id == l.CreatedById).Select(p => p.DisplayName).First(), now)).SingleAsync(cancellation);
    }

    /// <summary>The professionals who may borrow something of a site: those who work there.</summary>
    public async Task<IReadOnlyList<BorrowerChoice>> BorrowersAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("InventoryQueries.BorrowersAsync", siteId))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Users.Where(p => p.DisabledAt == null && p.Sites.Any(s => s.Id == siteId)).OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(FewMost)
            .Select(p => new BorrowerChoice(p.Id, p.DisplayName)).ToListAsync(cancellation);
    }

    /// <summary>The things of a site that an incident may name.</summary>
    public async Task<IReadOnlyList<EquipmentChoice>> ChoicesAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("InventoryQueries.ChoicesAsync", siteId))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.EquipmentItems.Where(e => e.SiteId == siteId && e.State != EquipmentState.Retired && e.State != EquipmentState.Lost).OrderBy(e => e.Name).ThenBy(e => e.Id).Take(FewMost)
            .Select(e => new EquipmentChoice(e.Id, e.Name, e.Kind)).ToListAsync(cancellation);
    }

    private static IQueryable<EquipmentItem> Seen(InclusionDb db, string right, Actor actor) =>
        actor.ReachOf(right) == Reach.All ? db.EquipmentItems : db.EquipmentItems.Where(e => actor.SiteIds.Contains(e.SiteId));

    // A file shows its code: its name is for whoever opens it.
    private static IQueryable<LoanRow> Rows(IQueryable<EquipmentLoan> loans, DateTimeOffset now) => loans.Select(l => new LoanRow(
        l.Id, l.EquipmentId, l.Equipment!.Name, l.Equipment.InventoryNumber, l.Equipment.Kind, l.Equipment.SiteId, l.Equipment.Site!.ShortName, l.State, l.StartsAt, l.EndsAt,
        l.Borrower!.DisplayName ?? (l.Visitor != null ? "Dossier " + l.Visitor.Code : l.Label), l.State == LoanState.Lent && l.EndsAt < now));
}
