using InclusionNumerique.Lists;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visits;

/// <summary>One person's passage at the desk, from the door to the way out. Anonymous, unless the person has a file and it serves them.</summary>
public sealed class Visit
{
    public const int ReasonMost = 120;

    internal const string OnePerMediator = "ux_visits_one_per_mediator";

    /// <summary>Made by the client (UUID v7), so that sending twice stores once.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where the person is now: a hand-over to another site moves it.</summary>
    public required int SiteId { get; set; }

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

    /// <summary>What the hall calls: from 1 each day at each site. Null for a visit that never waited.</summary>
    public short? Number { get; set; }

    public Priority Priority { get; set; } = Priority.WalkIn;

    /// <summary>Required for <see cref="Priority.Urgent"/>.</summary>
    public string? UrgentReason { get; set; }

    /// <summary>From when the person's turn counts: the arrival, or the appointment less 5 minutes when it is later. Null for a visit that never waited.</summary>
    public DateTimeOffset? EligibleAt { get; set; }

    /// <summary>When <see cref="State"/> last changed. Null for a visit that never waited.</summary>
    public DateTimeOffset? StateSince { get; set; }

    /// <summary>How often the person was called and not there.</summary>
    public short Calls { get; set; }

    /// <summary>Who has called or receives the person.</summary>
    public Guid? MediatorId { get; set; }

    /// <summary>Who the person waits for; null: anybody.</summary>
    public Guid? WantedMediatorId { get; set; }

    /// <summary>End of the wait: start of the first session. Null for a visit that never waited, or is not seen yet.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    public Guid? VisitorId { get; set; }

    public Visitor? Visitor { get; init; }

    /// <summary>Set by an undo or a removal; the row then counts nowhere.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public List<Session> Sessions { get; } = [];

    public List<Correction> Corrections { get; } = [];

    public List<VisitStep> Steps { get; } = [];

    public Triage? Triage { get; set; }

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
            MapQueue(builder);
        }

        private static void MapQueue(EntityTypeBuilder<Visit> builder)
        {
            builder.Property(v => v.Priority).HasDefaultValue(Priority.WalkIn).HasSentinel((Priority)0);
            builder.Property(v => v.UrgentReason).HasMaxLength(ReasonMost);
            builder.HasOne<Professional>().WithMany().HasForeignKey(v => v.MediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(v => v.WantedMediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(v => v.Visitor).WithMany().HasForeignKey(v => v.VisitorId).OnDelete(DeleteBehavior.Restrict);
            // A mediator receives one person at a time; one who fetches a document is on a pause.
            builder.HasIndex(v => v.MediatorId).IsUnique().HasDatabaseName(OnePerMediator).HasFilter("state IN (4, 5) AND removed_at IS NULL");
            builder.HasIndex(v => new { v.SiteId, v.Day, v.Number }).IsUnique().HasFilter("number IS NOT NULL");
            builder.HasIndex(v => new { v.SiteId, v.State, v.EligibleAt }).HasFilter("state IN (1, 4, 5, 6, 7) AND removed_at IS NULL");
            builder.HasIndex(v => v.WantedMediatorId).HasFilter("wanted_mediator_id IS NOT NULL");
            builder.HasIndex(v => new { v.VisitorId, v.ArrivedAt }).HasFilter("visitor_id IS NOT NULL");
            builder.ToTable(t =>
            {
                t.HasCheckConstraint("ck_visits_state", "state BETWEEN 1 AND 9 AND origin BETWEEN 1 AND 4 AND priority BETWEEN 1 AND 3");
                t.HasCheckConstraint("ck_visits_mediator", "state NOT IN (4, 5, 6) OR mediator_id IS NOT NULL");
                t.HasCheckConstraint("ck_visits_urgent", "priority <> 1 OR urgent_reason IS NOT NULL");
            });
        }
    }
}
