using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using InclusionNumerique.Staff;

namespace InclusionNumerique.Orientations;

/// <summary>What happened to an orientation. Never changed: a correction is one more step.</summary>
public sealed class OrientationStep
{
    public long Id { get; init; }

    public required Guid OrientationId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required OrientationSide Side { get; init; }

    /// <summary>Null: a partner by its link.</summary>
    public Guid? ById { get; init; }

    public Professional? By { get; init; }

    public required OrientationState State { get; init; }

    public OrientationReason? Reason { get; init; }

    public OrientationOutcome? Outcome { get; init; }

    public ArrivalProof? Proof { get; init; }

    /// <summary>For the sender and the receiver alike: a message, or why something was corrected.</summary>
    public string? Note { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrientationStep>
    {
        public void Configure(EntityTypeBuilder<OrientationStep> builder)
        {
            builder.Property(s => s.Note).HasMaxLength(Orientation.NoteMost);
            builder.HasOne<Orientation>().WithMany(o => o.Steps).HasForeignKey(s => s.OrientationId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(s => s.By).WithMany().HasForeignKey(s => s.ById).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(s => new { s.OrientationId, s.Id });
        }
    }
}
