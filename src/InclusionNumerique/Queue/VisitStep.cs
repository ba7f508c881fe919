using InclusionNumerique.Staff;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Queue;

/// <summary>What a person who waits went through: where the visit stood from <see cref="At"/> until the next step. Added, never changed.</summary>
public sealed class VisitStep
{
    public long Id { get; init; }

    public required Guid VisitId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required VisitState State { get; init; }

    public required int SiteId { get; init; }

    public short? Number { get; init; }

    public required Priority Priority { get; init; }

    public string? UrgentReason { get; init; }

    public short Calls { get; init; }

    public Guid? MediatorId { get; init; }

    public Guid? WantedMediatorId { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Who made the step; null: the clock.</summary>
    public Guid? ById { get; init; }

    /// <summary>Why: for leaving, handing over, closing.</summary>
    public string? Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<VisitStep>
    {
        public void Configure(EntityTypeBuilder<VisitStep> builder)
        {
            builder.Property(s => s.Reason).HasMaxLength(Visit.ReasonMost);
            builder.Property(s => s.UrgentReason).HasMaxLength(Visit.ReasonMost);
            builder.HasOne<Visit>().WithMany(v => v.Steps).HasForeignKey(s => s.VisitId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(s => new { s.VisitId, s.Id });
        }
    }
}
