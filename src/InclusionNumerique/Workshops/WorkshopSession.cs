using InclusionNumerique.Partners;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Workshops;

/// <summary>What a group meets for. Only a workshop has registrations; the others count heads.</summary>
public enum WorkshopKind : short
{
    Workshop = 1,

    /// <summary>With partners, for whoever comes: people are counted.</summary>
    CollectiveAction = 2,

    /// <summary>Of the digital space, to professionals who have just arrived.</summary>
    Newcomers = 3,

    /// <summary>Of professionals.</summary>
    Coordination = 4,
}

public enum WorkshopState : short
{
    Planned = 1,
    Held = 2,
    Cancelled = 3,
}

/// <summary>A group at a site, from an hour to an hour.</summary>
public sealed class WorkshopSession
{
    public const int TitleMost = 80;
    public const int RoomMost = 60;
    public const int ReasonMost = 200;
    public const int HeadcountMost = 500;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required WorkshopKind Kind { get; init; }

    /// <summary>The series, of a workshop alone.</summary>
    public Guid? WorkshopId { get; set; }

    public Workshop? Workshop { get; init; }

    /// <summary>Of what is no workshop.</summary>
    public string? Title { get; set; }

    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    public string? Room { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>Day of the start at Europe/Paris; computed by the database.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Seats, of a workshop alone. The database refuses a seat above it.</summary>
    public short? Capacity { get; set; }

    public required WorkshopState State { get; set; }

    public string? CancelReason { get; set; }

    /// <summary>Who came, where nobody registers: people, or professionals, by the kind.</summary>
    public short? Headcount { get; set; }

    /// <summary>When its hour or place last changed, or whether it takes place: those who were registered are to be told.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    public required Guid CreatedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public uint Version { get; init; }

    public List<Professional> Mediators { get; } = [];

    /// <summary>Of a collective action.</summary>
    public List<Partner> Partners { get; } = [];

    public List<WorkshopPlace> Places { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<WorkshopSession>
    {
        public void Configure(EntityTypeBuilder<WorkshopSession> builder)
        {
            builder.ToTable("workshop_sessions", t =>
            {
                t.HasCheckConstraint("ck_workshop_sessions_period", "starts_at < ends_at AND ends_at - starts_at <= interval '12 hours'");
                t.HasCheckConstraint("ck_workshop_sessions_kind", "kind BETWEEN 1 AND 4 AND (kind = 1) = (workshop_id IS NOT NULL) AND (kind = 1) = (title IS NULL) AND (kind = 1) = (capacity IS NOT NULL)");
                t.HasCheckConstraint("ck_workshop_sessions_capacity", $"capacity BETWEEN 1 AND {Workshop.CapacityMost}");
                t.HasCheckConstraint("ck_workshop_sessions_state", "state BETWEEN 1 AND 3 AND (state = 3) = (cancel_reason IS NOT NULL)");
                t.HasCheckConstraint("ck_workshop_sessions_headcount", $"(kind <> 1 AND state = 2) = (headcount IS NOT NULL) AND headcount BETWEEN 0 AND {HeadcountMost}");
            });
            builder.Property(s => s.Day).HasComputedColumnSql("(starts_at AT TIME ZONE 'Europe/Paris')::date", stored: true);
            builder.Property(s => s.Title).HasMaxLength(TitleMost);
            builder.Property(s => s.Room).HasMaxLength(RoomMost);
            builder.Property(s => s.CancelReason).HasMaxLength(ReasonMost);
            builder.Property(s => s.Version).IsRowVersion();
            builder.HasIndex(s => s.StartsAt);
            builder.HasIndex(s => new { s.SiteId, s.Day });
            builder.HasOne(s => s.Workshop).WithMany().HasForeignKey(s => s.WorkshopId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(s => s.Site).WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(s => s.CreatedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(s => s.Mediators).WithMany().UsingEntity("workshop_session_mediators");
            builder.HasMany(s => s.Partners).WithMany().UsingEntity("workshop_session_partners");
            builder.HasMany(s => s.Places).WithOne(p => p.Session).HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
