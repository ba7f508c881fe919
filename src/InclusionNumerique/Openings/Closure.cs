using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Openings;

/// <summary>A site, or all of them, receives nobody from <see cref="StartsAt"/> until <see cref="EndsAt"/>. Public holidays need no closure.</summary>
public sealed class Closure
{
    public const int LabelMost = 80;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    /// <summary>Null: all sites.</summary>
    public int? SiteId { get; init; }

    public Site? Site { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Not included.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Read by everybody, on the posters too: "travaux".</summary>
    public required string Label { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Closure>
    {
        public void Configure(EntityTypeBuilder<Closure> builder)
        {
            builder.Property(c => c.Label).HasMaxLength(LabelMost);
            builder.HasOne(c => c.Site).WithMany().HasForeignKey(c => c.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(c => c.EndsAt);
            builder.ToTable(t => t.HasCheckConstraint("ck_closures_period", "starts_at < ends_at"));
        }
    }
}
