using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Orientations;

/// <summary>Lets a partner without an account answer one orientation. A new link ends the former one.</summary>
public sealed class PartnerLink
{
    public required Guid OrientationId { get; init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required byte[] TokenHash { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Last answer given by it.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PartnerLink>
    {
        public void Configure(EntityTypeBuilder<PartnerLink> builder)
        {
            builder.HasKey(l => l.OrientationId);
            builder.HasOne<Orientation>().WithOne().HasForeignKey<PartnerLink>(l => l.OrientationId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(l => l.TokenHash).IsUnique();
        }
    }
}
