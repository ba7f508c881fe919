using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Inventory;

public enum LoanState : short
{
    Reserved = 1,
    Lent = 2,
    Returned = 3,
    Cancelled = 4,
}

/// <summary>A thing kept for somebody, then in their hands, from when until when. Borrowed by a professional of the house, or by a person known by a file or by a short label.</summary>
public sealed class EquipmentLoan
{
    public const int LabelMost = 40;

    internal const string OneOut = "ux_equipment_loans_one_out";

    internal const string NoOverlap = "ex_equipment_loans_no_overlap";

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid EquipmentId { get; init; }

    public EquipmentItem? Equipment { get; init; }

    public required LoanState State { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>When it is due back. Not included.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    public DateTimeOffset? ReturnedAt { get; set; }

    public Guid? BorrowerId { get; init; }

    public Professional? Borrower { get; init; }

    public Guid? VisitorId { get; init; }

    public Visitor? Visitor { get; init; }

    /// <summary>"Atelier du jeudi", "personne du billet 12": never a name and an address.</summary>
    public string? Label { get; init; }

    /// <summary>The training session that it is reserved for.</summary>
    public Guid? TrainingSessionId { get; init; }

    public required Guid CreatedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EquipmentLoan>
    {
        public void Configure(EntityTypeBuilder<EquipmentLoan> builder)
        {
            builder.ToTable("equipment_loans", t =>
            {
                t.HasCheckConstraint("ck_equipment_loans_period", "starts_at < ends_at AND state BETWEEN 1 AND 4 AND (state = 3) = (returned_at IS NOT NULL)");
                // A file that is erased leaves a loan of nobody.
                t.HasCheckConstraint("ck_equipment_loans_borrower", "num_nonnulls(borrower_id, visitor_id, label) <= 1");
            });
            builder.Property(l => l.Label).HasMaxLength(LabelMost);
            builder.HasOne(l => l.Equipment).WithMany().HasForeignKey(l => l.EquipmentId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(l => l.Borrower).WithMany().HasForeignKey(l => l.BorrowerId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(l => l.Visitor).WithMany().HasForeignKey(l => l.VisitorId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne<Professional>().WithMany().HasForeignKey(l => l.CreatedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<TrainingSession>().WithMany().HasForeignKey(l => l.TrainingSessionId).OnDelete(DeleteBehavior.SetNull);
            // One that is late is still out, whatever its period says.
            builder.HasIndex(l => l.EquipmentId).IsUnique().HasDatabaseName(OneOut).HasFilter("state = 2");
            builder.HasIndex(l => new { l.EquipmentId, l.StartsAt });
        }
    }
}
