using InclusionNumerique.Lists;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Workshops;

/// <summary>Whom a workshop is for.</summary>
public enum WorkshopLevel : short
{
    Beginner = 1,

    /// <summary>At ease with somebody beside.</summary>
    WithHelp = 2,
    Autonomous = 3,
}

/// <summary>A series of workshops for visitors (atelier): what it is about and for whom. Its sessions say when.</summary>
public sealed class Workshop
{
    public const int NameMost = 80;
    public const int AimsMost = 500;
    public const int MaterialMost = 300;
    public const int CapacityMost = 60;
    public const int UsualCapacity = 8;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>What people can do afterwards, in plain French: it is printed on their slip.</summary>
    public required string Aims { get; set; }

    public required WorkshopLevel Level { get; set; }

    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    /// <summary>Of a new session.</summary>
    public required short Capacity { get; set; }

    /// <summary>What the room needs, or what people bring.</summary>
    public string? Material { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }

    /// <summary>They carry the national labels; the first in the house's order is the main one.</summary>
    public List<Theme> Themes { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Workshop>
    {
        public void Configure(EntityTypeBuilder<Workshop> builder)
        {
            builder.ToTable("workshops", t => t.HasCheckConstraint("ck_workshops_capacity", $"capacity BETWEEN 1 AND {CapacityMost} AND level BETWEEN 1 AND 3"));
            builder.Property(w => w.Name).HasMaxLength(NameMost);
            builder.Property(w => w.Aims).HasMaxLength(AimsMost);
            builder.Property(w => w.Material).HasMaxLength(MaterialMost);
            builder.Property(w => w.Version).IsRowVersion();
            builder.HasIndex(w => new { w.SiteId, w.Name }).IsUnique();
            builder.HasOne(w => w.Site).WithMany().HasForeignKey(w => w.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(w => w.Themes).WithMany().UsingEntity("workshop_themes");
        }
    }
}
