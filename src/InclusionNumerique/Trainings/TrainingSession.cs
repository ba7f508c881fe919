using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Trainings;

public enum TrainingState : short
{
    Planned = 1,
    Cancelled = 2,
}

/// <summary>One group's training, in one or several parts.</summary>
public sealed class TrainingSession
{
    public const int RoomMost = 80;
    public const int TrainerMost = 80;
    public const int ReasonMost = 200;
    public const int PartsMost = 10;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required int ModuleId { get; init; }

    public TrainingModule? Module { get; init; }

    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    public string? Room { get; set; }

    public List<Professional> Trainers { get; } = [];

    /// <summary>From outside the house.</summary>
    public string? ExternalTrainer { get; set; }

    /// <summary>Seats. The database keeps the registered within it.</summary>
    public required short Capacity { get; set; }

    public TrainingState State { get; set; } = TrainingState.Planned;

    /// <summary>Why it is cancelled; told to the registered.</summary>
    public string? Reason { get; set; }

    /// <summary>Of the first part.</summary>
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>Of the last part.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    public List<TrainingPart> Parts { get; } = [];

    public List<TrainingRegistration> Registrations { get; } = [];

    /// <summary>Of the diaries' entries (RFC 5546): one more with each change.</summary>
    public int Sequence { get; set; }

    /// <summary>In the address of the questionnaires before and after: the same for all participants, so that it names nobody.</summary>
    public required string AnswerCode { get; init; }

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingSession>
    {
        public void Configure(EntityTypeBuilder<TrainingSession> builder)
        {
            builder.HasOne(s => s.Module).WithMany().HasForeignKey(s => s.ModuleId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(s => s.Site).WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(s => s.Trainers).WithMany().UsingEntity("training_trainers");
            builder.Property(s => s.Room).HasMaxLength(RoomMost);
            builder.Property(s => s.ExternalTrainer).HasMaxLength(TrainerMost);
            builder.Property(s => s.Reason).HasMaxLength(ReasonMost);
            builder.Property(s => s.AnswerCode).HasMaxLength(12);
            builder.HasIndex(s => s.AnswerCode).IsUnique();
            builder.HasIndex(s => s.StartsAt);
            builder.Property(s => s.Version).IsRowVersion();
            builder.ToTable(t => t.HasCheckConstraint("ck_training_sessions_limits", $"capacity BETWEEN 1 AND {TrainingVersion.CapacityMost} AND starts_at < ends_at AND (state = 2) = (reason IS NOT NULL)"));
        }
    }
}

/// <summary>A session of a day and a half has two or three.</summary>
public sealed class TrainingPart
{
    public Guid SessionId { get; init; }

    /// <summary>From 0, in order of time.</summary>
    public required short Position { get; init; }

    public required DateTimeOffset StartsAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingPart>
    {
        public void Configure(EntityTypeBuilder<TrainingPart> builder)
        {
            builder.HasKey(p => new { p.SessionId, p.Position });
            builder.HasOne<TrainingSession>().WithMany(s => s.Parts).HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
            builder.ToTable(t => t.HasCheckConstraint("ck_training_parts_period", "starts_at < ends_at"));
        }
    }
}
