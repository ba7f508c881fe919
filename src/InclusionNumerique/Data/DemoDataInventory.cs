using InclusionNumerique.Inventory;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>What the demo's sites own and lend: one of each state, loans that came back, that are late, that are to come.</summary>
internal static class DemoDataInventory
{
    private static readonly (EquipmentKind Kind, string Name)[] Things =
    [
        (EquipmentKind.Laptop, "Portable de prêt 1"), (EquipmentKind.Laptop, "Portable de prêt 2"), (EquipmentKind.Tablet, "Tablette de prêt 1"), (EquipmentKind.Tablet, "Tablette de prêt 2"),
        (EquipmentKind.Printer, "Imprimante de l’espace numérique"), (EquipmentKind.Scanner, "Scanner"), (EquipmentKind.Projector, "Vidéoprojecteur"), (EquipmentKind.Hotspot, "Clé 4G"),
        (EquipmentKind.Other, "Casque avec micro"),
    ];

    private static readonly string[] Labels = ["Billet 12", "Atelier du jeudi", "Billet 7", "Groupe parents", "Billet 31"];

    public static async Task AddAsync(InclusionDb db, IReadOnlyList<Site> sites, DateTimeOffset now, int months, CancellationToken cancellation)
    {
        if (await db.EquipmentItems.AnyAsync(cancellation))
        {
            return;
        }

        var items = sites.SelectMany(s => Things.Select((thing, i) => Item(s.Id, i, thing.Kind, thing.Name))).ToList();
        db.EquipmentItems.AddRange(items);
        await db.SaveChangesAsync(cancellation);
        db.EquipmentLoans.AddRange(items.Where(i => i.Kind is EquipmentKind.Laptop or EquipmentKind.Tablet or EquipmentKind.Projector or EquipmentKind.Hotspot).SelectMany((item, n) => Loans(item, n, now, months)));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static EquipmentItem Item(int siteId, int index, EquipmentKind kind, string name) => new()
    {
        Id = new Guid(siteId, (short)(index + 1), 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 12),
        SiteId = siteId,
        Kind = kind,
        Name = name,
        InventoryNumber = $"DEMO-{siteId}-{index + 1:000}",
        State = (siteId, index) switch
        {
            (2, 1) => EquipmentState.InRepair,
            (4, 4) => EquipmentState.Down,
            (5, 3) => EquipmentState.Lost,
            (1, 0) => EquipmentState.Retired,
            _ => EquipmentState.InService,
        },
        Note = index == 3 ? "Coque de protection. Chargeur dans le tiroir 2." : null,
    };

    // One loan a month or so, that came back; then of some the one under way, late for every fifth, and a reservation.
    private static IEnumerable<EquipmentLoan> Loans(EquipmentItem item, int number, DateTimeOffset now, int months)
    {
        var random = new DemoDataRandom(number, 13);
        var today = DateOnly.FromDateTime(now.ToParis());
        for (var month = months; month > 0; month--)
        {
            var day = today.AddMonths(-month).AddDays(random.Below(10));
            var days = 2 + random.Below(10);
            if (day.AddDays(days) < today.AddDays(-4) && random.Chance(0.7))
            {
                yield return Loan(item, random, LoanState.Returned, day, day.AddDays(days), now);
            }
        }

        if (item.State == EquipmentState.InService && number % 3 == 0)
        {
            var isLate = number % 5 == 0;
            yield return Loan(item, random, LoanState.Lent, today.AddDays(-3), today.AddDays(isLate ? -1 : 2 + (number % 6)), now);
        }

        if (item.State == EquipmentState.InService && number % 4 == 1)
        {
            yield return Loan(item, random, LoanState.Reserved, today.AddDays(12 + (number % 3)), today.AddDays(14 + (number % 5)), now);
        }
    }

    private static EquipmentLoan Loan(EquipmentItem item, DemoDataRandom random, LoanState state, DateOnly from, DateOnly last, DateTimeOffset now)
    {
        var start = ParisTime.At(from, new TimeOnly(10, 0));
        var isProfessional = random.Chance(0.4);
        return new EquipmentLoan
        {
            Id = random.Id(start),
            EquipmentId = item.Id,
            State = state,
            StartsAt = start,
            EndsAt = ParisTime.StartOf(last.AddDays(1)),
            ReturnedAt = state == LoanState.Returned ? ParisTime.At(last, new TimeOnly(16, 0)) : null,
            BorrowerId = isProfessional ? DemoData.AccountId(8) : null,
            Label = isProfessional ? null : random.Pick(Labels),
            CreatedById = DemoData.AccountId(DemoDataCalendar.MediatorOf(item.SiteId) ?? 1),
            CreatedAt = start < now ? start : now.AddDays(-1),
        };
    }
}
