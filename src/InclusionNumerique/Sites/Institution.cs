using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Sites;

/// <summary>Employer of the professionals of the house: CCAS, CDAS, centre social, CAF, We Ker.</summary>
public sealed class Institution
{
    public const int NameMost = 80;
    public const int ShortNameMost = 30;

    public int Id { get; init; }

    public required string Name { get; set; }

    public required string ShortName { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Institution>
    {
        public void Configure(EntityTypeBuilder<Institution> builder)
        {
            builder.Property(i => i.Name).HasMaxLength(NameMost);
            builder.Property(i => i.ShortName).HasMaxLength(ShortNameMost);
            builder.HasIndex(i => i.Name).IsUnique();
            builder.Property(i => i.Version).IsRowVersion();
        }
    }
}
