using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Openings;

/// <summary>Why a mediator is away; never anything about health.</summary>
public enum AbsenceReason : short
{
    Leave = 1,
    Training = 2,
    Meeting = 3,
    Other = 4,
}

/// <summary>A mediator receives nobody, anywhere, from <see cref="StartsAt"/> until <see cref="EndsAt"/>.</summary>
public sealed class Absence
{
    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid MediatorId { get; init; }

    public Professional? Mediator { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Not included.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    public required AbsenceReason Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Absence>
    {
        public void Configure(EntityTypeBuilder<Absence> builder)
        {
            builder.HasOne(a => a.Mediator).WithMany().HasForeignKey(a => a.MediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(a => new { a.MediatorId, a.EndsAt });
            builder.ToTable(t => t.HasCheckConstraint("ck_absences_period", "starts_at < ends_at AND reason BETWEEN 1 AND 4"));
        }
    }
}
