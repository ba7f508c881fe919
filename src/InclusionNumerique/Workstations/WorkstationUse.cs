using InclusionNumerique.Staff;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Workstations;

/// <summary>One person at one workstation, by number, from sitting down to the checks at the end.</summary>
public sealed class WorkstationUse
{
    /// <summary>Time at a workstation while others wait, in minutes.</summary>
    public const int MinutesWhenOthersWait = 45;

    public const int ReasonMost = 120;

    internal const string OneAtATime = "ux_workstation_uses_one_at_a_time";

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required int WorkstationId { get; init; }

    public Workstation? Workstation { get; init; }

    /// <summary>The visit whose number sits there; null: somebody without a number.</summary>
    public Guid? VisitId { get; init; }

    public Visit? Visit { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required Guid StartedById { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public Guid? EndedById { get; set; }

    /// <summary>Checked at the end: signed out everywhere.</summary>
    public bool IsSignedOut { get; set; }

    /// <summary>Checked at the end: downloads and recycle bin emptied.</summary>
    public bool IsEmptied { get; set; }

    /// <summary>Checked at the end: papers taken, from printer and scanner too.</summary>
    public bool ArePapersTaken { get; set; }

    /// <summary>Why a check was left out; required when one was.</summary>
    public string? UncheckedReason { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<WorkstationUse>
    {
        public void Configure(EntityTypeBuilder<WorkstationUse> builder)
        {
            builder.Property(u => u.UncheckedReason).HasMaxLength(ReasonMost);
            builder.HasOne(u => u.Workstation).WithMany().HasForeignKey(u => u.WorkstationId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(u => u.Visit).WithMany().HasForeignKey(u => u.VisitId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne<Professional>().WithMany().HasForeignKey(u => u.StartedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(u => u.EndedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(u => u.WorkstationId).IsUnique().HasDatabaseName(OneAtATime).HasFilter("ended_at IS NULL");
            builder.HasIndex(u => new { u.WorkstationId, u.StartedAt });
            builder.ToTable(t => t.HasCheckConstraint(
                "ck_workstation_uses_checks", "ended_at IS NULL OR unchecked_reason IS NOT NULL OR (is_signed_out AND is_emptied AND are_papers_taken)"));
        }
    }
}
