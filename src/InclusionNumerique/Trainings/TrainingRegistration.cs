using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Trainings;

public enum RegistrationState : short
{
    Registered = 1,

    /// <summary>In order of <see cref="TrainingRegistration.Rank"/>; the first takes a seat as soon as one is free.</summary>
    Waiting = 2,
    Cancelled = 3,
}

/// <summary>A professional's place in a session, or on its waiting list.</summary>
public sealed class TrainingRegistration
{
    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid ProfessionalId { get; init; }

    public Professional? Professional { get; init; }

    public required RegistrationState State { get; set; }

    /// <summary>From 1 to the session's capacity, one person each: the database refuses one too many.</summary>
    public short? Seat { get; set; }

    /// <summary>Of arrival, from a sequence of the database.</summary>
    public long Rank { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Oneself, one's manager or the coordinator.</summary>
    public required Guid RegisteredById { get; init; }

    /// <summary>When the waiting list gave a seat.</summary>
    public DateTimeOffset? PromotedAt { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public List<TrainingAttendance> Attendances { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingRegistration>
    {
        public void Configure(EntityTypeBuilder<TrainingRegistration> builder)
        {
            builder.HasOne<TrainingSession>().WithMany(s => s.Registrations).HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(r => r.Professional).WithMany().HasForeignKey(r => r.ProfessionalId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(r => r.RegisteredById).OnDelete(DeleteBehavior.Restrict);
            builder.Property(r => r.Rank).UseIdentityAlwaysColumn();
            builder.HasIndex(r => new { r.SessionId, r.ProfessionalId }).IsUnique().HasFilter("state <> 3").HasDatabaseName("ux_training_registrations_once");
            builder.HasIndex(r => new { r.SessionId, r.Seat }).IsUnique().HasFilter("seat IS NOT NULL").HasDatabaseName("ux_training_registrations_seat");
            builder.ToTable(t => t.HasCheckConstraint("ck_training_registrations_state", "(state = 1) = (seat IS NOT NULL) AND (state = 3) = (cancelled_at IS NOT NULL)"));
        }
    }
}

/// <summary>Was there at one part.</summary>
public sealed class TrainingAttendance
{
    public Guid RegistrationId { get; init; }

    public required short Position { get; init; }

    public required bool IsPresent { get; set; }

    public required DateTimeOffset NotedAt { get; set; }

    public required Guid NotedById { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingAttendance>
    {
        public void Configure(EntityTypeBuilder<TrainingAttendance> builder)
        {
            builder.HasKey(a => new { a.RegistrationId, a.Position });
            builder.HasOne<TrainingRegistration>().WithMany(r => r.Attendances).HasForeignKey(a => a.RegistrationId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Professional>().WithMany().HasForeignKey(a => a.NotedById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Somebody was asked to come, and why they.</summary>
public sealed class TrainingInvitation
{
    public const int WhyMost = 200;

    public required Guid SessionId { get; init; }

    public required Guid ProfessionalId { get; init; }

    public Professional? Professional { get; init; }

    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>The line of the audience that names the person: "Accompagnement social – CDAS".</summary>
    public required string Why { get; init; }

    public required bool IsCompulsory { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingInvitation>
    {
        public void Configure(EntityTypeBuilder<TrainingInvitation> builder)
        {
            builder.HasKey(i => new { i.SessionId, i.ProfessionalId });
            builder.HasOne<TrainingSession>().WithMany().HasForeignKey(i => i.SessionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(i => i.Professional).WithMany().HasForeignKey(i => i.ProfessionalId).OnDelete(DeleteBehavior.Cascade);
            builder.Property(i => i.Why).HasMaxLength(WhyMost);
        }
    }
}
