using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Sites;

/// <summary>Espace social commun (ESC): one of the buildings, with its digital space.</summary>
public sealed class Site
{
    public const int NameMost = 80;
    public const int ShortNameMost = 30;

    /// <summary>Before that, a date is a typing error.</summary>
    public static readonly DateOnly OpenedLeast = new(2000, 1, 1);

    public int Id { get; init; }

    public required string Name { get; set; }

    /// <summary>For the header, tables and charts: "Blosne".</summary>
    public required string ShortName { get; set; }

    /// <summary>First day of the digital space; nothing is logged before.</summary>
    public required DateOnly OpenedOn { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Site>
    {
        public void Configure(EntityTypeBuilder<Site> builder)
        {
            builder.Property(s => s.Name).HasMaxLength(NameMost);
            builder.Property(s => s.ShortName).HasMaxLength(ShortNameMost);
            builder.HasIndex(s => s.Name).IsUnique();
            builder.Property(s => s.Version).IsRowVersion();
        }
    }
}
