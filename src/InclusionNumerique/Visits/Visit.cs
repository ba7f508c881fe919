using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visits;

/// <summary>One person's passage at the desk, from the door to the way out. Anonymous.</summary>
public sealed class Visit
{
    /// <summary>Made by the client (UUID v7), so that sending twice stores once.</summary>
    public required Guid Id { get; init; }

    public required int SiteId { get; init; }

    public Site? Site { get; init; }

    public required DateTimeOffset ArrivedAt { get; set; }

    /// <summary>Day of arrival at Europe/Paris; computed by the database.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Hour of arrival at Europe/Paris, 0 to 23; computed by the database.</summary>
    public short Hour { get; init; }

    public required Origin Origin { get; set; }

    public required VisitState State { get; set; }

    public required Guid RecordedById { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public VisitFacts Facts { get; set; } = new();

    /// <summary>Set by an undo or a removal; the row then counts nowhere.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public List<Session> Sessions { get; } = [];

    public List<Correction> Corrections { get; } = [];

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Visit>
    {
        public void Configure(EntityTypeBuilder<Visit> builder)
        {
            builder.Property(v => v.Day).HasComputedColumnSql("(arrived_at AT TIME ZONE 'Europe/Paris')::date", stored: true);
            builder.Property(v => v.Hour).HasComputedColumnSql("extract(hour FROM arrived_at AT TIME ZONE 'Europe/Paris')::smallint", stored: true);
            builder.Property(v => v.Version).IsRowVersion();
            builder.HasOne(v => v.Site).WithMany().HasForeignKey(v => v.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(v => v.RecordedById).OnDelete(DeleteBehavior.Restrict);
            builder.ComplexProperty(v => v.Facts, facts =>
            {
                facts.Property(f => f.AgeBand).HasColumnName("age_band");
                facts.Property(f => f.Gender).HasColumnName("gender");
                facts.Property(f => f.Occupation).HasColumnName("occupation");
                facts.Property(f => f.Equipment).HasColumnName("equipment");
                facts.Property(f => f.Autonomy).HasColumnName("autonomy");
                facts.Property(f => f.DistrictId).HasColumnName("district_id");
                facts.Property(f => f.LanguageId).HasColumnName("language_id");
                facts.Property(f => f.IsFirstVisit).HasColumnName("is_first_visit");
            });
            builder.HasQueryFilter(v => v.RemovedAt == null);
            builder.HasIndex(v => new { v.SiteId, v.Day, v.Hour }).HasFilter("removed_at IS NULL");
            builder.HasIndex(v => new { v.ArrivedAt, v.Id }).IsDescending().HasFilter("removed_at IS NULL");
            builder.ToTable(t => t.HasCheckConstraint("ck_visits_state", "state BETWEEN 1 AND 3 AND origin BETWEEN 1 AND 4"));
        }
    }
}
