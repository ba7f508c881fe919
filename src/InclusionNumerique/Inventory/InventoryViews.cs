namespace InclusionNumerique.Inventory;

/// <param name="SiteId">Null: every site that the actor sees.</param>
/// <param name="State">Null: all but the retired ones.</param>
public sealed record EquipmentFilter(int? SiteId = null, EquipmentKind? Kind = null, EquipmentState? State = null);

/// <param name="LentUntil">Not null: it is out.</param>
/// <param name="NextReserved">When somebody else wants it next.</param>
public sealed record EquipmentRow(
    Guid Id, uint Version, int SiteId, string Site, EquipmentKind Kind, string Name, string InventoryNumber, EquipmentState State, string? Note, DateTimeOffset? LentUntil, DateTimeOffset? NextReserved);

/// <param name="Total">Of all pages.</param>
public sealed record EquipmentListPage(IReadOnlyList<EquipmentRow> Rows, int Total, bool HasMore)
{
    public static EquipmentListPage Empty { get; } = new([], 0, false);
}

/// <param name="Borrower">A professional's name, the code of a file, or a label; null: the file was erased.</param>
/// <param name="IsOverdue">Lent, and due back before now.</param>
public sealed record LoanRow(
    Guid Id, Guid EquipmentId, string Equipment, string InventoryNumber, EquipmentKind Kind, int SiteId, string Site, LoanState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Borrower, bool IsOverdue);

/// <summary>What the paper says that goes with the thing.</summary>
public sealed record LoanSlipView(LoanRow Loan, string SiteName, string? Address, string? Phone, string LentBy, DateTimeOffset PrintedAt);

public sealed record BorrowerChoice(Guid Id, string Name);

public sealed record EquipmentChoice(Guid Id, string Name, EquipmentKind Kind);
