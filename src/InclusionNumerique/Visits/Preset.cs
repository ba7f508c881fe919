using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visits;

/// <summary>A visit stored in one tap ("demande-minute : impression"), offered to a whole site or to one mediator.</summary>
public sealed class Preset
{
    public const int LabelMost = 40;

    public required Guid Id { get; init; }

    /// <summary>Exactly one of <see cref="SiteId"/> and <see cref="OwnerId"/> is set.</summary>
    public int? SiteId { get; init; }

    public Guid? OwnerId { get; init; }

    public required string Label { get; set; }

    public int? ThemeId { get; set; }

    public int? OrganisationId { get; set; }

    public required int Minutes { get; set; }

    public HelpLevel? Level { get; set; }

    public ActedBy? ActedBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Preset>
    {
        public void Configure(EntityTypeBuilder<Preset> builder)
        {
            builder.Property(p => p.Label).HasMaxLength(LabelMost);
            builder.HasOne<Site>().WithMany().HasForeignKey(p => p.SiteId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Professional>().WithMany().HasForeignKey(p => p.OwnerId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Theme>().WithMany().HasForeignKey(p => p.ThemeId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(t =>
            {
                t.HasCheckConstraint("ck_presets_owner", "(site_id IS NULL) <> (owner_id IS NULL)");
                t.HasCheckConstraint("ck_presets_subject", "theme_id IS NOT NULL OR organisation_id IS NOT NULL");
                t.HasCheckConstraint("ck_presets_minutes", $"minutes BETWEEN 1 AND {Session.MinutesMost}");
            });
        }
    }
}
