using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Inventory;

public enum EquipmentKind : short
{
    Laptop = 1,
    Tablet = 2,
    Printer = 3,
    Scanner = 4,
    Projector = 5,

    /// <summary>Clé 4G.</summary>
    Hotspot = 6,
    Other = 7,
}

public enum EquipmentState : short
{
    InService = 1,
    Down = 2,
    InRepair = 3,
    Lost = 4,
    Retired = 5,
}

/// <summary>A thing of the inventory of a site, that can be lent. Never deleted: retired.</summary>
public sealed class EquipmentItem
{
    public const int NameMost = 60;

    public const int NumberMost = 30;

    public const int NoteMost = 200;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    public required EquipmentKind Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>As on its label, in capitals; no two in the house have the same.</summary>
    public required string InventoryNumber { get; set; }

    public EquipmentState State { get; set; } = EquipmentState.InService;

    public string? Note { get; set; }

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EquipmentItem>
    {
        public void Configure(EntityTypeBuilder<EquipmentItem> builder)
        {
            builder.ToTable("equipment_items", t => t.HasCheckConstraint("ck_equipment_items_kind", "kind BETWEEN 1 AND 7 AND state BETWEEN 1 AND 5"));
            builder.Property(e => e.Name).HasMaxLength(NameMost);
            builder.Property(e => e.InventoryNumber).HasMaxLength(NumberMost);
            builder.Property(e => e.Note).HasMaxLength(NoteMost);
            builder.Property(e => e.Version).IsRowVersion();
            builder.HasOne(e => e.Site).WithMany().HasForeignKey(e => e.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(e => e.InventoryNumber).IsUnique();
        }
    }
}
