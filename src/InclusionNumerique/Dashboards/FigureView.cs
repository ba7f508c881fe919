using System.Text.RegularExpressions;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Dashboards;

/// <summary>A choice of period, site and comparison that somebody keeps under a name, and may show to whoever has its link.</summary>
public sealed partial class FigureView
{
    public const int NameMost = 60;

    public const int AddressMost = 200;

    /// <summary>Of one person.</summary>
    public const int Most = 30;

    public required Guid Id { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Name { get; set; }

    /// <summary>What stands after the question mark of the page's address. "mois" without a day is the month under way, whenever it is opened.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>SHA-256 of the secret in the link; null: not shown to anybody.</summary>
    public byte[]? TokenHash { get; set; }

    public DateTimeOffset? SharedAt { get; set; }

    [GeneratedRegex("^[a-z0-9=&-]{1,200}$")]
    public static partial Regex Addresses();

    internal sealed class Mapping : IEntityTypeConfiguration<FigureView>
    {
        public void Configure(EntityTypeBuilder<FigureView> builder)
        {
            builder.ToTable("figure_views", t => t.HasCheckConstraint("ck_figure_views_shared", "(token_hash IS NULL) = (shared_at IS NULL)"));
            builder.Property(v => v.Name).HasMaxLength(NameMost);
            builder.Property(v => v.Address).HasMaxLength(AddressMost);
            builder.HasOne<Professional>().WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(v => new { v.OwnerId, v.Name }).IsUnique();
            builder.HasIndex(v => v.TokenHash).IsUnique();
        }
    }
}
