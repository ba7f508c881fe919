using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Queue;

/// <summary>Who receives at a site today, and until when.</summary>
public sealed class Presence
{
    public const int PlaceMost = 30;

    public required Guid ProfessionalId { get; init; }

    public Professional? Professional { get; init; }

    public required int SiteId { get; init; }

    /// <summary>At Europe/Paris.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>Local time; null: not said.</summary>
    public TimeOnly? Until { get; set; }

    /// <summary>Where people are called to, shown in the hall: "Bureau 2". Null: the digital space.</summary>
    public string? Place { get; set; }

    /// <summary>Null: still there.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Presence>
    {
        public void Configure(EntityTypeBuilder<Presence> builder)
        {
            builder.HasKey(p => new { p.SiteId, p.Day, p.ProfessionalId });
            builder.Property(p => p.Place).HasMaxLength(PlaceMost);
            builder.HasOne(p => p.Professional).WithMany().HasForeignKey(p => p.ProfessionalId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Site>().WithMany().HasForeignKey(p => p.SiteId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
