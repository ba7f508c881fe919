using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Workstations;

public enum WorkstationKind : short
{
    Fixed = 1,
    Laptop = 2,
    Tablet = 3,
}

/// <summary>A computer that a visitor sits at in a digital space. Hidden, never deleted.</summary>
public sealed class Workstation
{
    public const int LabelMost = 30;

    public int Id { get; init; }

    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    /// <summary>As written on it: "Portable 2".</summary>
    public required string Label { get; set; }

    public required WorkstationKind Kind { get; set; }

    /// <summary>Can be used in a wheelchair.</summary>
    public bool IsAccessible { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Workstation>
    {
        public void Configure(EntityTypeBuilder<Workstation> builder)
        {
            builder.Property(w => w.Label).HasMaxLength(LabelMost);
            builder.Property(w => w.Version).IsRowVersion();
            builder.HasOne(w => w.Site).WithMany().HasForeignKey(w => w.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(w => new { w.SiteId, w.Label }).IsUnique();
        }
    }
}
