using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visits;

/// <summary>A change made to a visit after the undo delay: who, when, why.</summary>
public sealed class Correction
{
    public const int ReasonMost = 200;

    public required Guid Id { get; init; }

    public required Guid VisitId { get; init; }

    public required Guid AuthorId { get; init; }

    public Professional? Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Correction>
    {
        public void Configure(EntityTypeBuilder<Correction> builder)
        {
            builder.Property(c => c.Reason).HasMaxLength(ReasonMost);
            builder.HasOne<Visit>().WithMany(v => v.Corrections).HasForeignKey(c => c.VisitId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(c => c.Author).WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
